package dev.weft.runtime.tornado;

/// The task graphs of a scan. One is enough where steps are gone along; a fixed-point iteration has
/// three, as the host decides after each iteration whether there is another.
public enum ScanStage {
    /// All tasks, without an iteration.
    WHOLE,
    /// What comes before the first iteration.
    BEGIN,
    /// One iteration.
    ITERATE,
    /// What comes after the last one.
    END;

    /// Whether the graph prepares matrices and what no state is needed for.
    public boolean begins() {
        return this == WHOLE || this == BEGIN;
    }

    /// Whether the graph goes along steps and computes what follows from them.
    public boolean ends() {
        return this == WHOLE || this == END;
    }
}
