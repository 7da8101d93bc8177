package dev.weft.bench;

import dev.weft.bench.Problem.Measure;

/// What a race is about.
public interface Raced {
    /// What it is called on the command line and in reports.
    String name();

    /// `H=8, N=1024, D=64`
    String sizes();

    /// What limits it.
    Measure measure();

    /// What one run does, in the unit of [#measure()].
    long work();
}
