package dev.weft.dsl.interpret;

import dev.weft.dsl.model.Axis;

/// Where in the index space an expression is being evaluated: b, h, i, j, or b and t of a scan; within a
/// row weight also the pair's score.
final class Point {
    private int b;
    private int h;
    private int i;
    private int j;
    private int t;
    private int pair;
    private double score;
    private long row;

    /// Enters a row; what was memoised for the last one is void.
    void enter(Place place) {
        b = place.b();
        h = place.h();
        i = place.i();
        row++;
    }

    /// Enters a step of a scan, likewise.
    void enter(int batch, int step) {
        b = batch;
        t = step;
        row++;
    }

    /// Counts the rows or steps entered.
    long row() {
        return row;
    }

    void key(int key) {
        j = key;
    }

    void score(double value) {
        score = value;
    }

    void pair(int number) {
        pair = number;
    }

    double score() {
        return score;
    }

    int pair() {
        return pair;
    }

    int index(Axis axis) {
        return switch (axis) {
            case BATCH -> b;
            case HEAD -> h;
            case QUERY -> i;
            case KEY -> j;
            case STEP -> t;
        };
    }

    /// For messages, such as `b=0 h=1 i=5 j=2`.
    @Override
    public String toString() {
        return "b=" + b + " h=" + h + " i=" + i + " j=" + j;
    }
}
