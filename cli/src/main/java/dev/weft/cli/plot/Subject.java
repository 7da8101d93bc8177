package dev.weft.cli.plot;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.cli.run.Trial;
import dev.weft.dsl.model.Program;

/// What a picture is made of: one kernel, its sizes, and where its numbers come from.
///
/// @param program the one kernel's
/// @param binds sizes and params as given
/// @param view which part of an attention
public record Subject(Console console, Program program, Bound bound, Assignments binds, Inputs inputs, View view) {
    /// `Gru  B=1, N=300, X=3, D=8`
    public String title() {
        return "%s  %s".formatted(bound.kernel().name(), bound.describe());
    }

    /// The kernel, ready to be run for these sizes and others.
    Trial trial() {
        return new Trial(console, program, inputs);
    }
}
