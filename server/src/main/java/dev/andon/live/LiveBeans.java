package dev.andon.live;

import dev.andon.catalog.Machines;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the live module together. */
@Configuration(proxyBeanMethods = false)
class LiveBeans {
    @Bean
    LiveHub liveHub(LiveConfig config, Machines machines, JsonMapper json, MeterRegistry registry) {
        return new LiveHub(config, machines::area, json, registry);
    }

    @Bean
    LatestValues latestValues() {
        return new LatestValues();
    }

    @Bean
    LatestRefresh latestRefresh(
            LatestValues values, DataSource owner, LatestConfig config, Clock clock) {
        return new LatestRefresh(
                values, new LatestQueries(owner), config, clock, Thread::startVirtualThread);
    }
}
