package dev.andon.query;

/** PostgreSQL's types, as far as they make a difference to a frame. */
enum ColumnType {
    INT2,
    INT4,
    INT8,
    NUMBER,
    BOOL,
    TIMESTAMP,
    DATE,
    /** Without a date no point in time. */
    TIME_OF_DAY,
    BYTES,
    TEXT;

    static ColumnType of(String name) {
        return switch (name) {
            case "int2", "smallserial" -> INT2;
            case "int4", "serial" -> INT4;
            case "int8", "bigserial" -> INT8;
            case "float4", "float8", "numeric" -> NUMBER;
            case "bool" -> BOOL;
            case "timestamp", "timestamptz" -> TIMESTAMP;
            case "date" -> DATE;
            case "time", "timetz" -> TIME_OF_DAY;
            case "bytea" -> BYTES;
            default -> TEXT;
        };
    }

    Column column() {
        return switch (this) {
            case INT2 -> new Column.Integers(16);
            case INT4 -> new Column.Integers(32);
            case INT8 -> new Column.Integers(64);
            case NUMBER -> new Column.Doubles();
            case BOOL -> new Column.Booleans();
            case TIMESTAMP, DATE -> new Column.Times();
            case TIME_OF_DAY, BYTES, TEXT -> new Column.Texts();
        };
    }
}
