package dev.andon.catalog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may come into the catalog by itself, from points. The limits are those of one server; rows
 * that an application inserts into the database are not counted until later.
 *
 * @param unknownMachines what to do with points of machines that are not in the catalog
 * @param newSeriesPerMinute series created in a minute
 * @param maxSeries series in total
 */
@ConfigurationProperties(prefix = "andon.catalog", ignoreUnknownFields = false)
public record CatalogConfig(
        @DefaultValue("add") UnknownMachines unknownMachines,
        @DefaultValue("200000") int newSeriesPerMinute,
        @DefaultValue("500000") int maxSeries) {

    public enum UnknownMachines {
        /** The machine is created, with its id as its name. */
        ADD,
        /** Its points are rejected. */
        REJECT
    }
}
