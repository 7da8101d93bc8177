package dev.weft.dsl.diagnostic;

import java.util.List;
import java.util.function.Function;

/// What a stage that can refuse gives back: a value, or the errors that forbid one. Warnings may accompany either.
public sealed interface Result<T> {
    List<Diagnostic> diagnostics();

    /// It worked; `diagnostics` holds warnings alone.
    record Ok<T>(T value, List<Diagnostic> diagnostics) implements Result<T> {
        public Ok {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// It did not; `diagnostics` holds at least one error.
    record Refused<T>(List<Diagnostic> diagnostics) implements Result<T> {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// The next stage, if this one worked; warnings add up.
    default <U> Result<U> then(Function<T, Result<U>> next) {
        return switch (this) {
            case Refused<T>(var why) -> new Refused<>(why);
            case Ok<T>(var value, var warnings) ->
                switch (next.apply(value)) {
                    case Ok<U>(var result, var more) -> new Ok<>(result, concat(warnings, more));
                    case Refused<U>(var why) -> new Refused<>(concat(warnings, why));
                };
        };
    }

    private static List<Diagnostic> concat(List<Diagnostic> first, List<Diagnostic> second) {
        var all = new java.util.ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
