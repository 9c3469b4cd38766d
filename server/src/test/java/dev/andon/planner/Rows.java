package dev.andon.planner;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to a text: names and types of columns, and rows of numbers and texts. */
record Rows(List<String> names, List<String> types, List<@Nullable Object[]> rows) {
    /** As the engine runs a text. */
    static Rows of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(sql)) {
                ResultSetMetaData data = result.getMetaData();
                List<String> names = new ArrayList<>();
                List<String> types = new ArrayList<>();
                for (int column = 1; column <= data.getColumnCount(); column++) {
                    names.add(data.getColumnLabel(column));
                    types.add(data.getColumnTypeName(column));
                }
                List<@Nullable Object[]> rows = new ArrayList<>();
                while (result.next()) {
                    @Nullable Object[] row = new Object[names.size()];
                    for (int column = 0; column < row.length; column++) {
                        row[column] = cell(result.getString(column + 1), types.get(column));
                    }
                    rows.add(row);
                }
                return new Rows(names, types, rows);
            }
        }
    }

    private static @Nullable Object cell(@Nullable String text, String type) {
        boolean number = type.equals("float8") || type.equals("numeric") || type.equals("float4");
        return text == null || !number ? text : (Object) Double.valueOf(text);
    }

    /** Numbers of which nobody knows where they come from agree to twelve digits. */
    List<Precision> precisions() {
        return types.stream()
                .map(type -> type.equals("float8") ? Precision.MEAN : Precision.EXACT)
                .toList();
    }

    /** What the other answer has otherwise, null if it is the same. */
    @Nullable String difference(
            Rows other, List<Precision> precisions, List<Integer> order, Scale scale) {
        if (!names.equals(other.names) || !types.equals(other.types)) {
            return "columns %s %s, but %s %s".formatted(names, types, other.names, other.types);
        }
        if (rows.size() != other.rows.size()) {
            return "%d rows, but %d%n%s"
                    .formatted(rows.size(), other.rows.size(), unmatched(other, precisions, scale));
        }
        for (int row = 0; row < rows.size(); row++) {
            String place = key(rows.get(row), order);
            String otherPlace = key(other.rows.get(row), order);
            if (!place.equals(otherPlace)) {
                return "row %d is %s, but %s".formatted(row, place, otherPlace);
            }
        }
        return unmatched(other, precisions, scale);
    }

    /** The first row for which the other answer has none, whatever the order. */
    private @Nullable String unmatched(Rows other, List<Precision> precisions, Scale scale) {
        List<Integer> exact = new ArrayList<>();
        for (int column = 0; column < precisions.size(); column++) {
            if (precisions.get(column) == Precision.EXACT) {
                exact.add(column);
            }
        }
        Map<String, List<@Nullable Object[]>> rest = new HashMap<>();
        for (@Nullable Object[] row : other.rows) {
            rest.computeIfAbsent(key(row, exact), any -> new ArrayList<>()).add(row);
        }
        for (@Nullable Object[] row : rows) {
            List<@Nullable Object[]> same = rest.getOrDefault(key(row, exact), List.of());
            int found = 0;
            while (found < same.size() && !agree(row, same.get(found), precisions, scale.of(row))) {
                found++;
            }
            if (found == same.size()) {
                String nearest = same.isEmpty() ? "none" : Arrays.toString(same.getFirst());
                return "%s%n%s, but %s".formatted(names, Arrays.toString(row), nearest);
            }
            same.remove(found);
        }
        return rest.values().stream()
                .flatMap(List::stream)
                .findFirst()
                .map(row -> "none, but " + Arrays.toString(row))
                .orElse(null);
    }

    /** Some columns of a row as text; zero and minus zero are equal. */
    static String key(@Nullable Object[] row, List<Integer> columns) {
        StringBuilder key = new StringBuilder();
        for (int column : columns) {
            Object cell =
                    row[column] instanceof Double number ? (Object) (number + 0.0) : row[column];
            key.append(cell).append('|');
        }
        return key.toString();
    }

    private static boolean agree(
            @Nullable Object[] row,
            @Nullable Object[] other,
            List<Precision> precisions,
            Scale.Magnitude magnitude) {
        for (int column = 0; column < row.length; column++) {
            boolean same =
                    (row[column] instanceof Double a && other[column] instanceof Double b)
                            ? precisions.get(column).agrees(a, b, magnitude)
                            : String.valueOf(row[column]).equals(String.valueOf(other[column]));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
