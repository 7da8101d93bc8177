package dev.weft.cli.bind;

import dev.weft.cli.console.UsageError;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where the numbers of an input come from.
public sealed interface Source {
    /// `NAME=file.npy`
    record File(Path path) implements Source {}

    /// `NAME=randn(SEED)`: normal, mean 0, variance 1; the same seed gives the same numbers.
    record Normal(long seed) implements Source {}

    /// What a tensor gets that nobody gives numbers: normal ones, of a variance that suits it.
    record Usual(long seed) implements Source {}

    /// `NAME=const(V)`
    record Constant(double value) implements Source {}

    /// Understands what stands behind `--in NAME=`. What looks like neither function is a path.
    ///
    /// @throws UsageError for a function with a broken argument
    static Source parse(String name, String text) {
        var call = Calls.CALL.matcher(text);
        if (!call.matches()) {
            try {
                return new File(Path.of(text));
            } catch (InvalidPathException e) {
                throw new UsageError("--in %s=%s: no such path can exist: %s".formatted(name, text, e.getReason()));
            }
        }
        try {
            return call.group(1).equals("randn")
                    ? new Normal(Long.parseLong(call.group(2).strip()))
                    : new Constant(Calls.number(call.group(2).strip()));
        } catch (NumberFormatException _) {
            throw new UsageError("--in %s=%s: `%s` takes one %s"
                    .formatted(name, text, call.group(1), call.group(1).equals("randn") ? "whole number" : "number"));
        }
    }

    /// Numbers from the name alone, so that a tensor has the same ones in every run.
    static Source ofName(String name) {
        return new Usual(name.hashCode());
    }

    /// The grammar of the two functions.
    final class Calls {
        private static final Pattern CALL = Pattern.compile("(randn|const)\\((.*)\\)");

        private Calls() {}

        private static double number(String text) {
            return switch (text) {
                case "true" -> 1;
                case "false" -> 0;
                case "inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                case "nan" -> Double.NaN;
                default -> Double.parseDouble(text);
            };
        }
    }
}
