package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.tile.Span;

/// Writes the laps of a worker's clock: after each phase of a tile, never within one. See the runtime's
/// `PhaseClock` for what they cost.
final class LapCode {
    private LapCode() {}

    /// The lap after a phase of a tile.
    static String tile(Phase phase) {
        return switch (phase) {
            case Phase.Product product when product.dot().to().columns() instanceof Span.Keys -> lap("SCORES");
            case Phase.Product _ -> lap("VALUES");
            case Phase.Pass _, Phase.Single _, Phase.Branch _ -> lap("SOFTMAX");
        };
    }

    static String tables() {
        return lap("TABLES");
    }

    static String rows() {
        return lap("ROWS");
    }

    static String keys() {
        return lap("KEYS");
    }

    static String merge() {
        return lap("MERGE");
    }

    static String weights() {
        return lap("WEIGHTS");
    }

    static String ahead() {
        return lap("AHEAD");
    }

    static String steps() {
        return lap("STEPS");
    }

    static String slopes() {
        return lap("SLOPES");
    }

    static String recurrence() {
        return lap("RECURRENCE");
    }

    static String afterSteps() {
        return lap("AFTER");
    }

    private static String lap(String phase) {
        return "w.clock.lap(RunPhase." + phase + ");";
    }
}
