package dev.andon.query;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the parts of this module are put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryConfig.class)
class QueryWiring {
    @Bean
    Interpolation interpolation(QueryConfig config) {
        return new Interpolation(config.quoting());
    }

    @Bean
    DateMath dateMath(Clock clock) {
        return new DateMath(clock);
    }
}
