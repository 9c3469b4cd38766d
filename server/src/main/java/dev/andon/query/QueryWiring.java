package dev.andon.query;

import dev.andon.planner.Planner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the parts of this module are put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({QueryConfig.class, ValuesConfig.class})
class QueryWiring {
    @Bean
    Interpolation interpolation(QueryConfig config) {
        return new Interpolation(config.quoting());
    }

    @Bean
    DateMath dateMath(Clock clock) {
        return new DateMath(clock);
    }

    @Bean
    QueryEngine queryEngine(
            @Qualifier("reader") DataSource reader,
            DataSource owner,
            QueryConfig config,
            ObjectProvider<Planner> planner,
            ObjectProvider<MeterRegistry> registry) {
        QueryEngine engine =
                QueryEngine.over(reader, owner, config, planner.getIfAvailable(Planner::new));
        registry.ifAvailable(engine::measuredIn);
        return engine;
    }

    @Bean
    PointReader pointReader(
            QueryEngine engine,
            @Qualifier("reader") DataSource reader,
            DataSource owner,
            QueryConfig config) {
        return new PointReader(
                engine, new PointQueries(reader, config.timeout()), new SeriesQueries(owner));
    }

    @Bean
    FilterValues filterValues(DataSource owner) {
        return new FilterValues(new FilterQueries(owner));
    }

    @Bean
    DsQueryRequest dsQueryRequest(DateMath dateMath, ObjectProvider<SourceDialects> dialects) {
        return new DsQueryRequest(dateMath, dialects.getIfAvailable(() -> uid -> Optional.empty()));
    }
}
