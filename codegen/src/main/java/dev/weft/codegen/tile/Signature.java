package dev.weft.codegen.tile;

import java.util.List;

/// What callers see of a kernel.
///
/// @param doc Markdown; may be empty
/// @param file the spec's name, for headers
/// @param arguments in declaration order
/// @param source the equations as written, to be quoted beside the code that computes them
public record Signature(
        String packageName,
        String name,
        String doc,
        String file,
        List<Dimension> dimensions,
        List<Argument> arguments,
        List<Condition> facts,
        List<Equation> source) {
    public Signature {
        dimensions = List.copyOf(dimensions);
        arguments = List.copyOf(arguments);
        facts = List.copyOf(facts);
        source = List.copyOf(source);
    }

    /// A size that is bound when a plan is made.
    ///
    /// @param values the values that it may have; empty: any from 0 on
    public record Dimension(String name, List<Integer> values) {
        public Dimension {
            values = List.copyOf(values);
        }
    }

    /// What `run` takes.
    public sealed interface Argument {
        String name();
    }

    /// A tensor: dense, row-major.
    public record Tensor(String name, ElementType type, Direction direction, List<Value> shape, String doc)
            implements Argument {
        public Tensor {
            shape = List.copyOf(shape);
        }
    }

    /// A run-time scalar.
    public record Scalar(String name, ElementType type, Excess excess, String doc) implements Argument {}

    /// What becomes of a whole number farther from 0 than any place of a token, mildest first.
    public enum Excess {
        /// It is what it is.
        KEPT,
        /// It is cut: nothing that is computed changes.
        CUT,
        /// It is cut if it is positive, and refused otherwise.
        CUT_ABOVE,
        /// It is refused: sums of it and a place could overflow.
        REFUSED
    }

    /// Whether a kernel reads or writes a tensor.
    public enum Direction {
        IN,
        OUT
    }

    /// A `where`: BOOL over sizes and parameters, and the text to quote when it does not hold.
    public record Condition(Value holds, String text) {}

    /// An equation as written: `keep`, `j <= t`.
    public record Equation(String name, String text) {}
}
