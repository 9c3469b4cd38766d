package dev.andon.adopt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of the table.
 *
 * @param table {@code schema.table}
 * @param columns Andon's names and the table's, where they differ
 * @param timeZone of times without one
 */
public record AdoptionOptions(
        String table, Map<String, String> columns, @Nullable String timeZone) {}
