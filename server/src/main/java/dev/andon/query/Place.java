package dev.andon.query;

/** Where in a text something is, counted as people and editors do: from one. */
record Place(int line, int column) {
    static Place of(String text, int index) {
        int end = Math.min(index, text.length());
        int line = 1;
        int lineStart = 0;
        for (int at = 0; at < end; at++) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
        return new Place(line, text.codePointCount(lineStart, end) + 1);
    }

    @Override
    public String toString() {
        return "line %d, column %d".formatted(line, column);
    }
}
