package dev.andon.retention;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept how long.
 *
 * @param hour of the day, in this computer's time zone, at which what is due is removed
 * @param rules the first that fits a series counts
 */
@ConfigurationProperties(prefix = "andon.retention", ignoreUnknownFields = false)
public record RetentionConfig(@DefaultValue("2") int hour, @DefaultValue List<Rule> rules) {
    public RetentionConfig {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("andon.retention.hour must be from 0 to 23");
        }
        for (int rule = 0; rule < rules.size() - 1; rule++) {
            if (rules.get(rule).isForAll()) {
                throw new IllegalArgumentException(
                        "Rule %d of andon.retention.rules is for all series, so those after it would never count; move it to the end."
                                .formatted(rule + 1));
            }
        }
    }
}
