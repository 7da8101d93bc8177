package dev.weft.codegen.tile;

/// Rebuilds a value from its leaves up in the simplest form that [Values] and [Truths] know. It never changes what a
/// value means, and it does not look at facts.
public final class Simplifier {
    private Simplifier() {}

    public static Value simplify(Value value) {
        return switch (Children.map(value, Simplifier::simplify)) {
            case Value.Apply(Kind _, Op op, var of) -> Values.apply(op, of);
            case Value.Choose choose -> Truths.choose(choose.when(), choose.then(), choose.otherwise());
            case Value other -> other;
        };
    }

    /// The value with every occurrence of `old` replaced, simplified again.
    public static Value replace(Value value, Value old, Value by) {
        return simplify(substitute(value, old, by));
    }

    private static Value substitute(Value value, Value old, Value by) {
        return value.equals(old) ? by : Children.map(value, child -> substitute(child, old, by));
    }
}
