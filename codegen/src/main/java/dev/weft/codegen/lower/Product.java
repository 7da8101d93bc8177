package dev.weft.codegen.lower;

import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A REAL product taken apart: the constant times all of `over`, divided by all of `under`.
record Product(double constant, List<Value> over, List<Value> under) {
    static final Product ONE = new Product(1, List.of(), List.of());

    Product {
        over = List.copyOf(over);
        under = List.copyOf(under);
    }

    static Product of(Value value) {
        return switch (value) {
            case Value.Literal(Kind _, double x)
            when Double.isFinite(x) && x != 0 -> new Product(x, List.of(), List.of());
            case Value.Apply(Kind kind, Op op, var of)
            when kind == Kind.REAL && op == Op.MULTIPLY -> of(of.get(0)).times(of(of.get(1)));
            case Value.Apply(Kind _, Op op, var of)
            when op == Op.DIVIDE -> of(of.get(0)).times(of(of.get(1)).inverse());
            case Value.Apply(Kind kind, Op op, var of)
            when kind == Kind.REAL && op == Op.NEGATE -> {
                var inner = of(of.get(0));
                yield new Product(-inner.constant, inner.over, inner.under);
            }
            case Value other -> new Product(1, List.of(other), List.of());
        };
    }

    Product times(Product other) {
        return new Product(constant * other.constant, joined(over, other.over), joined(under, other.under));
    }

    Product times(double factor) {
        return new Product(constant * factor, over, under);
    }

    Product inverse() {
        return new Product(1 / constant, under, over);
    }

    /// The factors that are such, with the constant.
    Product only(Predicate<Value> such) {
        return new Product(
                constant,
                over.stream().filter(such).toList(),
                under.stream().filter(such).toList());
    }

    /// The factors that are not such, without the constant.
    Product without(Predicate<Value> such) {
        return new Product(
                1,
                over.stream().filter(such.negate()).toList(),
                under.stream().filter(such.negate()).toList());
    }

    boolean isOne() {
        return constant == 1 && over.isEmpty() && under.isEmpty();
    }

    /// With factors of one reach side by side: what is uniform, what is per row, what is per key, the rest.
    Value value(Reach reach) {
        Predicate<Value> uniform = v -> reach.rows(v) && reach.keys(v) && !Children.any(v, Product::isEntry);
        Predicate<Value> rows = v -> reach.rows(v) && !uniform.test(v);
        Predicate<Value> keys = v -> reach.keys(v) && !uniform.test(v);
        Predicate<Value> pairs = v -> !reach.rows(v) && !reach.keys(v);
        Value product = Values.real(constant);
        for (var group : List.of(uniform, rows, keys, pairs)) {
            for (var factor : over.stream().filter(group).toList()) {
                product = Values.multiply(product, factor);
            }
            for (var divisor : under.stream().filter(group).toList()) {
                product = Values.divide(product, divisor);
            }
        }
        return product;
    }

    private static boolean isEntry(Value value) {
        return value.equals(Values.ramp(dev.weft.codegen.tile.Axis.FEATURE));
    }

    private static List<Value> joined(List<Value> left, List<Value> right) {
        var all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
