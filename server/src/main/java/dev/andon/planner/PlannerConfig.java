package dev.andon.planner;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether questions are answered from rollups; if not, each runs as it is written
 */
@ConfigurationProperties(prefix = "andon.planner", ignoreUnknownFields = false)
record PlannerConfig(@DefaultValue("true") boolean enabled) {}
