package dev.weft.bench;

import java.util.List;
import java.util.function.UnaryOperator;

/// A race among our own kernels: problems whose times are compared with one another.
///
/// @param name what it is called on the command line and in reports
/// @param against what each problem but the first is compared with
public record Lineup(String name, Against against, List<Problem> problems) {
    /// Whose time is the denominator of a ratio.
    public enum Against {
        FIRST,
        PREVIOUS
    }

    public Lineup {
        problems = List.copyOf(problems);
        if (problems.size() < 2) {
            throw new IllegalArgumentException("nothing to compare in " + name);
        }
    }

    /// The same line-up with every problem changed.
    public Lineup with(UnaryOperator<Problem> change) {
        return new Lineup(name, against, problems.stream().map(change).toList());
    }

    /// The index of the problem that number `n`, at least 1, is compared with.
    public int base(int n) {
        return switch (against) {
            case FIRST -> 0;
            case PREVIOUS -> n - 1;
        };
    }
}
