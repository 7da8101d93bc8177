package dev.weft.codegen.schedule;

import java.util.Map;

/// A whole number made of named ones: worked out here, and written down as Java for those who only know the names when
/// they run. One source for what is told and what is done.
public sealed interface Formula {
    record Whole(int value) implements Formula {}

    /// A number that is settled before.
    record Named(String name) implements Formula {}

    record Binary(Operation operation, Formula left, Formula right) implements Formula {}

    /// `left >= right ? then : otherwise`
    record AtLeast(Formula left, Formula right, Formula then, Formula otherwise) implements Formula {
        /// This estimate, which a plan may check by measuring both numbers, unless another is chosen.
        public Formula estimated(String name) {
            return new Estimated(name, this);
        }
    }

    /// A number that may be chosen by measuring: then what was chosen takes the formula's place.
    ///
    /// @param multiple what any choice is a multiple of
    record Tuned(String name, int multiple, Formula formula) implements Formula {
        /// Under which name the choice is among what is known.
        public static String chosen(String name) {
            return "chosen " + name;
        }
    }

    /// One of two numbers, whichever is estimated to be faster: likewise, and a plan may measure which it is.
    record Estimated(String name, AtLeast estimate) implements Formula {}

    /// What two numbers become.
    enum Operation {
        TIMES("%s * %s"),
        /// Overflow is an error.
        EXACTLY_TIMES("Math.multiplyExact(%s, %s)"),
        PLUS("%s + %s"),
        /// What the right number leaves of the left one: 0 at least.
        LESS("Math.max(0, %s - %s)"),
        /// The greatest int at most.
        TIMES_CAPPED("Math.clamp((long) %s * %s, 0, Integer.MAX_VALUE)"),
        /// The greatest int at most.
        PLUS_CAPPED("Math.clamp((long) %s + %s, 0, Integer.MAX_VALUE)"),
        /// Rounds toward 0.
        OVER("%s / %s"),
        /// Rounds up.
        CEIL("Math.ceilDiv(%s, %s)"),
        MIN("Math.min(%s, %s)"),
        MAX("Math.max(%s, %s)");

        private final String java;

        Operation(String java) {
            this.java = java;
        }

        /// Whether its sides stand beside an operator, and so in parentheses.
        private boolean infix() {
            return switch (this) {
                case TIMES, PLUS, LESS, TIMES_CAPPED, PLUS_CAPPED, OVER -> true;
                case EXACTLY_TIMES, CEIL, MIN, MAX -> false;
            };
        }
    }

    static Formula of(int value) {
        return new Whole(value);
    }

    static Formula of(String name) {
        return new Named(name);
    }

    default Formula with(Operation operation, Formula right) {
        return new Binary(operation, this, right);
    }

    /// This formula, unless another number is chosen by measuring.
    default Formula tuned(String name, int multiple) {
        return new Tuned(name, multiple, this);
    }

    default Formula with(Operation operation, int right) {
        return new Binary(operation, this, of(right));
    }

    /// Works it out.
    ///
    /// @throws ArithmeticException if it overflows where the formula forbids that, or divides by 0
    default int in(Map<String, Integer> known) {
        return switch (this) {
            case Whole(int value) -> value;
            case Named(var name) -> {
                var value = known.get(name);
                if (value == null) {
                    throw new IllegalStateException("schedule: " + name + " is not settled");
                }
                yield value;
            }
            case Binary(var operation, var left, var right) -> apply(operation, left.in(known), right.in(known));
            case AtLeast(var left, var right, var then, var otherwise) ->
                left.in(known) >= right.in(known) ? then.in(known) : otherwise.in(known);
            case Tuned(var name, var _, var formula) -> chosen(known, name, formula);
            case Estimated(var name, var estimate) -> chosen(known, name, estimate);
        };
    }

    /// Java's expression.
    default String java() {
        return switch (this) {
            case Whole(int value) -> Integer.toString(value);
            case Named(var name) -> name;
            case Binary(var operation, var left, var right) -> {
                boolean infix = operation.infix();
                yield operation.java.formatted(
                        infix ? left.operand() : left.java(), infix ? right.operand() : right.java());
            }
            case AtLeast(var left, var right, var then, var otherwise) ->
                "%s >= %s ? %s : %s".formatted(left.operand(), right.compared(), then.java(), otherwise.java());
            case Tuned(var name, var multiple, var formula) ->
                "tuning.or(\"%s\", %d, %s)".formatted(name, multiple, formula.java());
            case Estimated(var name, AtLeast(var left, var right, var then, var otherwise)) ->
                "tuning.either(\"%s\", %s >= %s, %s, %s)"
                        .formatted(name, left.operand(), right.compared(), then.java(), otherwise.java());
        };
    }

    private static int chosen(Map<String, Integer> known, String name, Formula formula) {
        var chosen = known.get(Tuned.chosen(name));
        return chosen == null ? formula.in(known) : chosen;
    }

    /// In parentheses where it would not end before a condition's question mark.
    private String compared() {
        return this instanceof AtLeast ? operand() : java();
    }

    /// In parentheses where it is not one word or one call.
    private String operand() {
        boolean atom = switch (this) {
            case Whole _, Named _, Tuned _, Estimated _ -> true;
            case Binary(var operation, var _, var _) -> operation.java.startsWith("Math");
            case AtLeast _ -> false;
        };
        return atom ? java() : "(" + java() + ")";
    }

    private static int apply(Operation operation, int left, int right) {
        return switch (operation) {
            case TIMES -> left * right;
            case EXACTLY_TIMES -> Math.multiplyExact(left, right);
            case LESS -> Math.max(0, left - right);
            case PLUS -> left + right;
            case TIMES_CAPPED -> Math.clamp((long) left * right, 0, Integer.MAX_VALUE);
            case PLUS_CAPPED -> Math.clamp((long) left + right, 0, Integer.MAX_VALUE);
            case OVER -> left / right;
            case CEIL -> Math.ceilDiv(left, right);
            case MIN -> Math.min(left, right);
            case MAX -> Math.max(left, right);
        };
    }
}
