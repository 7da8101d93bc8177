package dev.weft.dsl.format;

/// How wide the columns of some rows are.
record Columns(int key, int head) {
    static final Columns NONE = new Columns(0, 0);

    /// Wide enough for one more row.
    Columns wide(Row row) {
        return new Columns(Math.max(key, row.keyWidth()), Math.max(head, row.headWidth()));
    }
}
