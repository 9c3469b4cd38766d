package dev.andon.planner;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How this module is put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlannerConfig.class)
class PlannerBeans {
    @Bean
    Planner planner(PlannerConfig config, MeterRegistry registry) {
        return new Planner(config.enabled(), PlannerMeters.in(registry));
    }
}
