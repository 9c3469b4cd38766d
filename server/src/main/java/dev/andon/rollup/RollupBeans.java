package dev.andon.rollup;

import dev.andon.store.EngineStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the rollup module together. */
@Configuration(proxyBeanMethods = false)
class RollupBeans {
    @Bean
    RollupProgress rollupProgress(Clock clock) {
        return new RollupProgress(clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RollupWorker rollupWorker(
            DataSource owner,
            EngineStore engine,
            RollupConfig config,
            RollupProgress progress,
            MeterRegistry registry,
            Clock clock) {
        RollupStore store = new RollupStore(owner);
        return new RollupWorker(
                store,
                engine.current().rollsUp() ? store : new AggregateStore(owner),
                config,
                progress,
                new RollupMetrics(registry, progress),
                clock);
    }
}
