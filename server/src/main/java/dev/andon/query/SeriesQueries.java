package dev.andon.query;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which series a machine's metric has. */
final class SeriesQueries {
    private final JdbcClient catalog;

    SeriesQueries(DataSource owner) {
        this.catalog = JdbcClient.create(owner);
    }

    /** One series; null for the one without a zone. */
    record Zone(@Nullable Integer number) {}

    /** A signal of a machine. */
    record Series(String metricType, @Nullable Integer zoneNumber, @Nullable String unit) {}

    boolean isMachine(String id) {
        return catalog.sql("select exists (select from andon.machines where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /**
     * Machines in the order of their ids' bytes, retired ones as well.
     *
     * @param ids null for all, as are {@code areas}
     */
    List<String> machines(@Nullable List<String> ids, @Nullable List<String> areas) {
        return catalog.sql(
                        """
                        select id from andon.machines
                        where (:ids::text[] is null or id = any (:ids::text[]))
                          and (:areas::text[] is null or area = any (:areas::text[]))
                        order by id collate "C"
                        """)
                .param("ids", array(ids))
                .param("areas", array(areas))
                .query((row, index) -> row.getString(1))
                .list();
    }

    private static String @Nullable [] array(@Nullable List<String> texts) {
        return texts == null ? null : texts.toArray(String[]::new);
    }

    /** All signals of a machine, in no order. */
    List<Series> of(String machineId) {
        return catalog.sql(
                        "select metric_type, zone_number, unit from andon.series where machine_id = ?")
                .param(machineId)
                .query((row, index) ->
                        new Series(
                                row.getString(1),
                                row.getObject(2, Integer.class),
                                row.getString(3)))
                .list();
    }

    /** Empty when there is no series or more than one. */
    Optional<Zone> onlyZone(String machineId, String metricType) {
        List<Zone> zones =
                catalog.sql(
                                """
                                select zone_number from andon.series
                                where machine_id = ? and metric_type = ? limit 2
                                """)
                        .params(machineId, metricType)
                        .query((row, index) -> new Zone(row.getObject(1, Integer.class)))
                        .list();
        return zones.size() == 1 ? Optional.of(zones.getFirst()) : Optional.empty();
    }
}
