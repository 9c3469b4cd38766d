package dev.andon.history;

import dev.andon.rollup.BucketModel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A rollup and its view; the finest first. */
enum Level {
    FIVE_MINUTES("5m", "machine_metrics_5m", Duration.ofMinutes(5)),
    HOURS("1h", "machine_metrics_hourly", Duration.ofHours(1)),
    DAYS("1d", "machine_metrics_daily", Duration.ofDays(1));

    final String label;
    final String view;
    final Duration width;

    Level(String label, String view, Duration width) {
        this.label = label;
        this.view = view;
        this.width = width;
    }

    BucketModel.Key bucket(String machine, Instant time, ZoneId zone) {
        return new BucketModel.Key(machine, BucketModel.start(time, width, zone));
    }
}
