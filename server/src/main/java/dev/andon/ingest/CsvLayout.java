package dev.andon.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV file is what, from its header. */
final class CsvLayout {
    private static final int NONE = -1;

    /** What a column may be; its name in lower case is that of the column. */
    enum Role {
        MACHINE_ID,
        METRIC_TYPE,
        TIMESTAMP,
        VALUE,
        ZONE_NUMBER,
        TARGET_VALUE;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Role of(String column) {
            for (Role role : values()) {
                if (role.column().equals(column)) {
                    return role;
                }
            }
            return null;
        }

        /** Whether it also means something where each column is a metric. */
        private boolean isWide() {
            return this == MACHINE_ID || this == TIMESTAMP || this == ZONE_NUMBER;
        }
    }

    /** A column that is a metric. */
    record Metric(int column, String name) {}

    private final char delimiter;
    private final int columns;
    private final Map<Role, Integer> places;
    private final List<Metric> metrics;

    private CsvLayout(
            char delimiter, int columns, Map<Role, Integer> places, List<Metric> metrics) {
        this.delimiter = delimiter;
        this.columns = columns;
        this.places = places;
        this.metrics = metrics;
    }

    char delimiter() {
        return delimiter;
    }

    int columns() {
        return columns;
    }

    boolean has(Role role) {
        return places.containsKey(role);
    }

    /** Negative if there is none. */
    int column(Role role) {
        return places.getOrDefault(role, NONE);
    }

    List<Metric> metrics() {
        return metrics;
    }

    /**
     * @throws IngestRefusedException when the header leaves open what a column is
     */
    static CsvLayout of(byte[] header, CsvOptions options) {
        char delimiter =
                options.delimiter() == RecordEnd.ANY_DELIMITER
                        ? RecordEnd.delimiter(header)
                        : options.delimiter();
        List<String> names = names(header, delimiter);
        Map<String, Role> roles = roles(options);
        Map<Role, Integer> places = new EnumMap<>(Role.class);
        List<Metric> metrics = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (names.indexOf(name) != column) {
                throw refuse("column \"%s\" is there twice".formatted(name));
            }
            Role role = roles.get(name);
            if (role != null) {
                places.put(role, column);
            } else if (options.wide() && !options.ignored().contains(name)) {
                metrics.add(new Metric(column, name));
            } else if (!options.ignored().contains(name)) {
                throw refuse(
                        "column \"%s\" is not known. Say what it is (columns), or that it is left out (ignore)"
                                .formatted(name));
            }
        }
        CsvLayout layout = new CsvLayout(delimiter, names.size(), places, metrics);
        layout.check(options, names);
        return layout;
    }

    private void check(CsvOptions options, List<String> names) {
        require(Role.TIMESTAMP, options, names);
        if (options.machine() == null) {
            require(Role.MACHINE_ID, options, names);
        } else if (has(Role.MACHINE_ID)) {
            throw refuse("a column names the machine, and so does the parameter machine");
        }
        if (options.wide()) {
            if (metrics.isEmpty()) {
                throw refuse("no column is left that could be a metric");
            }
        } else {
            require(Role.METRIC_TYPE, options, names);
            require(Role.VALUE, options, names);
        }
        for (String column : options.columns().keySet()) {
            Role role = Role.of(column);
            if (role != null) {
                require(role, options, names);
            }
        }
        if (options.decimalComma() && delimiter == ',') {
            throw refuse("the columns are separated by commas, so numbers cannot have any");
        }
    }

    private void require(Role role, CsvOptions options, List<String> names) {
        if (!has(role)) {
            String wanted = options.columns().getOrDefault(role.column(), role.column());
            throw refuse(
                    "there is no column \"%s\" for the %s; the columns are %s"
                            .formatted(
                                    wanted,
                                    role.column(),
                                    names.stream()
                                            .map(name -> '"' + name + '"')
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static Map<String, Role> roles(CsvOptions options) {
        Map<String, Role> roles = new HashMap<>();
        for (Role role : Role.values()) {
            String name = options.columns().get(role.column());
            if (name != null || !options.wide() || role.isWide()) {
                roles.put(name == null ? role.column() : name, role);
            }
        }
        return roles;
    }

    private static List<String> names(byte[] header, char delimiter) {
        byte[] copy = header.clone();
        CsvRecord record = new CsvRecord(delimiter);
        if (!record.split(copy, afterByteOrderMark(copy), copy.length)) {
            throw refuse("a text in quotes does not end");
        }
        List<String> names = new ArrayList<>();
        for (int column = 0; column < record.size(); column++) {
            names.add(record.text(column).strip());
        }
        return names;
    }

    private static int afterByteOrderMark(byte[] header) {
        boolean marked =
                header.length >= 3
                        && header[0] == (byte) 0xEF
                        && header[1] == (byte) 0xBB
                        && header[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private static IngestRefusedException refuse(String why) {
        return IngestRefusedException.malformed("The header of the CSV file: %s.".formatted(why));
    }
}
