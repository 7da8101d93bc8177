package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// Writes values as plain Java expressions, one point at a time.
///
/// @param exact whether reals are computed in double precision whatever the program's kind (angles)
record ScalarCode(Names names, Scope scope, boolean exact) {

    /// The expression for `value` at `point`; what it needs first (loops, guarded reads) goes to `before`.
    String code(Value value, Point point, Text before) {
        var known = point.known().get(value);
        if (known != null) {
            return known;
        }
        return switch (value) {
            case Value.Literal literal -> literal(literal);
            case Value.Size size -> Names.size(size.dimension());
            case Value.Parameter parameter ->
                switch (parameter.kind()) {
                    case BOOL -> "(" + scope.scalar(parameter.name()) + " != 0)";
                    case INT -> "(int) " + scope.scalar(parameter.name());
                    case REAL -> "(" + real() + ") " + scope.scalar(parameter.name());
                };
            case Value.Ramp ramp -> point.ramp(ramp.axis());
            case Value.Bound bound -> bound(bound);
            case Value.Extreme extreme -> names.extreme(extreme) + "(arguments, w)";
            case Value.At at -> at(at.tile(), point, "");
            case Value.Other other -> at(other.tile(), point, point.other());
            case Value.Cell cell -> element(cell.tensor(), cell.kind(), cell.at(), point, before);
            case Value.Apply apply -> apply(apply, point, before);
            case Value.Choose choose -> choose(choose, point, before);
            case Value.FeatureSum sum -> featureSum(sum, point, before);
        };
    }

    /// The same, in parentheses where it is not a name.
    String operand(Value value, Point point, Text before) {
        var code = code(value, point, before);
        return code.matches("[\\w.]+(\\[[\\w.]+\\])?") ? code : "(" + code + ")";
    }

    private String real() {
        return exact ? "double" : names.real();
    }

    private String literal(Value.Literal literal) {
        return switch (literal.kind()) {
            case BOOL -> literal.value() != 0 ? "true" : "false";
            case INT -> Integer.toString((int) literal.value());
            case REAL -> names.real(literal.value(), exact);
        };
    }

    static String bound(Value.Bound bound) {
        var end = switch (bound.end()) {
            case LEAST -> "least";
            case GREATEST -> "greatest";
        };
        return switch (bound.axis()) {
            case BATCH -> "w.b";
            case HEAD -> "w." + end + "Head";
            case QUERY -> "w." + end + "Query";
            case KEY -> "w." + end + "Key";
            case STEP, FEATURE, INNER, PAIR -> throw new IllegalStateException("weave: no bound of " + bound.axis());
        };
    }

    /// A tile's element at a point.
    String at(Tile tile, Point point, String other) {
        var one = tile.columns() instanceof Span.One;
        if (tile.rows() instanceof Span.One && one) {
            return "w." + Names.tile(tile);
        }
        if (tile.rows() instanceof Span.Keys) {
            return keyElement(tile, point);
        }
        var array =
                other.isEmpty() ? scope.worker(names.type(tile.kind()) + "[]", Names.tile(tile)) : other + tile.name();
        return switch (tile.columns()) {
            case Span.One _ -> array + "[" + point.row() + "]";
            case Span.Keys _ -> array + "[" + point.row() + " * keyRow + " + point.key() + "]";
            case Span.Features _ ->
                array + "[" + point.row() + " * " + Names.stride(tile) + " + " + point.feature() + "]";
            case Span.Rows _ -> throw new IllegalStateException("weave: columns over rows in " + tile.name());
        };
    }

    private String keyElement(Tile tile, Point point) {
        if (tile.columns() instanceof Span.One) {
            var array = scope.worker(names.type(tile.kind()) + "[]", "each_" + tile.name());
            return array + "[" + scope.worker("int", "eachAt_" + tile.name()) + " + " + point.key() + "]";
        }
        if (point.row().isEmpty()) {
            return scope.worker(names.type(tile.kind()) + "[]", "row_" + tile.name()) + "[" + point.feature() + "]";
        }
        var array = scope.worker(names.panels(), "panels_" + tile.name());
        var at = scope.worker("int", "panelsAt_" + tile.name());
        var length = scope.worker("int", "panelsLength_" + tile.name());
        var d = point.feature();
        return names.inPanels(
                array, at + " + " + d + " / PANEL * " + length + " + " + point.key() + " * PANEL + " + d + " % PANEL");
    }

    /// One element of a tensor.
    String element(String tensor, Kind kind, List<Value> at, Point point, Text before) {
        var shape = names.tensor(tensor).shape();
        var offset = offset(tensor, at, point, before, shape.size());
        var read = Storage.read(names.tensor(tensor).type(), scope.tensor(tensor), offset);
        var stored = Storage.kind(names.tensor(tensor).type());
        if (kind == Kind.REAL && stored != Kind.REAL) {
            return "(" + real() + ") " + (stored == Kind.BOOL ? "(" + read + " ? 1 : 0)" : read);
        }
        return read;
    }

    /// The offset, in elements, of `tensor[at…, 0…]`, `rank` axes counted.
    String offset(String tensor, List<Value> at, Point point, Text before, int rank) {
        var shape = names.tensor(tensor).shape();
        var code = "0L";
        for (int axis = 0; axis < rank; axis++) {
            var index = axis < at.size() ? operand(at.get(axis), point, before) : "0";
            var size = operand(shape.get(axis), Point.uniform(), before);
            code = axis == 0 ? "(long) " + index : "(" + code + ") * " + size + " + " + index;
        }
        return code;
    }

    private String apply(Value.Apply apply, Point point, Text before) {
        var codes = operands(apply.arguments(), point, before);
        return Operations.scalar(names, apply, codes, real());
    }

    /// The square of a sum adds it up once.
    private List<String> operands(List<Value> values, Point point, Text before) {
        var first = operand(values.getFirst(), point, before);
        boolean square = values.size() == 2
                && values.get(0).equals(values.get(1))
                && Children.any(values.getFirst(), Value.FeatureSum.class::isInstance);
        if (square) {
            var local = scope.fresh("root");
            var kind = values.getFirst().kind();
            before.line("final " + (kind == Kind.REAL ? real() : names.type(kind)) + " " + local + " = " + first + ";");
            return List.of(local, local);
        }
        return values.size() == 1 ? List.of(first) : List.of(first, operand(values.get(1), point, before));
    }

    private String choose(Value.Choose choose, Point point, Text before) {
        var when = operand(choose.when(), point, before);
        var thenBefore = new Text();
        var otherwiseBefore = new Text();
        var then = operand(choose.then(), point, thenBefore);
        var otherwise = operand(choose.otherwise(), point, otherwiseBefore);
        if (thenBefore.isEmpty() && otherwiseBefore.isEmpty()) {
            return when + " ? " + then + " : " + otherwise;
        }
        var chosen = scope.fresh("chosen");
        var type = choose.kind() == Kind.REAL ? real() : names.type(choose.kind());
        before.line("final " + type + " " + chosen + ";")
                .open("if (" + when + ")")
                .lines(thenBefore.toString())
                .line(chosen + " = " + then + ";")
                .orElse()
                .lines(otherwiseBefore.toString())
                .line(chosen + " = " + otherwise + ";")
                .close();
        return chosen;
    }

    private String featureSum(Value.FeatureSum sum, Point point, Text before) {
        var total = scope.fresh("sum");
        var d = scope.fresh("d");
        var size = operand(sum.size(), point, before);
        before.line(real() + " " + total + " = 0;")
                .open("for (int " + d + " = 0; " + d + " < " + size + "; " + d + "++)");
        var inner = new Text();
        var term = code(
                sum.term(), sum.over() == Axis.INNER ? point.withAxis(Axis.INNER, d) : point.withFeature(d), inner);
        before.lines(inner.toString()).line(total + " += " + term + ";").close();
        return total;
    }
}
