package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.Value;
import dev.weft.codegen.tile.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes values as vector expressions over neighbouring keys `c, c + 1, …` of one row: reals as
/// `FloatVector`, ints as `IntVector`, truth values as masks of reals. What is the same for all
/// keys is computed before the loop; what has no vector form is computed key by key into a scratch
/// array before the loop.
final class LaneCode {
    private final Names names;
    private final Scope scope;
    private final ScalarCode scalar;
    private final Point row;
    private final Text before;
    private final Map<Tile, String> assigned = new HashMap<>();
    private final Map<Value, String> hoisted = new HashMap<>();
    private final Map<List<Value>, String> scratched = new HashMap<>();

    /// @param row the row's point, no key
    /// @param before receives what must stand before the loop
    LaneCode(Names names, Scope scope, Point row, Text before) {
        this.names = names;
        this.scope = scope;
        this.scalar = new ScalarCode(names, scope, false);
        this.row = row;
        this.before = before;
    }

    /// From here on `tile` is the local variable `local`.
    void assign(Tile tile, String local) {
        assigned.put(tile, local);
    }

    static boolean varies(Value value) {
        var reads = Dependence.of(value);
        return reads.axes().contains(Axis.KEY)
                || reads.tiles().stream()
                        .anyMatch(t -> t.rows() instanceof Span.Keys || t.columns() instanceof Span.Keys);
    }

    /// Whether some part of a value is computed key by key.
    static boolean needsScratch(Value value) {
        return varies(value)
                && (isScratch(value)
                        || Children.of(value).stream().anyMatch(LaneCode::needsScratch)
                        || (value instanceof Value.Choose
                                && Dependence.of(value).cells()));
    }

    private static boolean isScratch(Value value) {
        return switch (value) {
            case Value.Cell _, Value.FeatureSum _ -> true;
            case Value.Apply apply ->
                switch (apply.op()) {
                    case DIV, MOD -> powerOfTwo(apply.arguments().get(1)) < 0;
                    case FLOOR, CEIL, ROUND, SIGN, GELU, ERF -> true;
                    case TO_REAL -> apply.arguments().get(0).kind() != Kind.INT;
                    default -> false;
                };
            default -> false;
        };
    }

    private static int powerOfTwo(Value value) {
        return value instanceof Value.Literal literal
                        && literal.value() > 0
                        && Integer.bitCount((int) literal.value()) == 1
                ? Integer.numberOfTrailingZeros((int) literal.value())
                : -1;
    }

    /// The vector expression of a value.
    String lanes(Value value) {
        return lanes(value, List.of());
    }

    private String lanes(Value value, List<Value> guards) {
        if (!varies(value)) {
            var uniform = uniform(value, guards);
            return switch (value.kind()) {
                case REAL -> "FloatVector.broadcast(REALS, " + uniform + ")";
                case INT -> "IntVector.broadcast(INTS, " + uniform + ")";
                case BOOL -> "REALS.maskAll(" + uniform + ")";
            };
        }
        if (isScratch(value)) {
            return scratch(value, guards);
        }
        return switch (value) {
            case Value.Ramp _ -> "KEY_LANES.add(w.firstKey + c)";
            case Value.At at -> load(at.tile());
            case Value.Choose choose -> choose(choose, guards);
            case Value.Apply apply -> apply(apply, guards);
            default -> throw new IllegalStateException("weave: no vector form of " + value);
        };
    }

    /// The scalar of a value that is the same for all keys.
    private String uniform(Value value, List<Value> guards) {
        if (value instanceof Value.Literal || value instanceof Value.Size) {
            return scalar.code(value, row, before);
        }
        var guard = Dependence.of(value).cells()
                ? guards.stream().filter(g -> !varies(g)).toList()
                : List.<Value>of();
        var key = guard.isEmpty() ? value : new Value.Choose(value.kind(), guard.getLast(), value, value);
        return hoisted.computeIfAbsent(key, _ -> {
            var local = scope.fresh("u");
            var type = names.type(value.kind());
            if (guards.isEmpty() || !Dependence.of(value).cells()) {
                before.line("final " + type + " " + local + " = " + scalar.code(value, row, before) + ";");
            } else {
                guarded(value, guard, type, local);
            }
            return local;
        });
    }

    private void guarded(Value value, List<Value> guard, String type, String local) {
        var zero = value.kind() == Kind.BOOL ? "false" : "0";
        var conditions = new ArrayList<String>();
        for (var condition : guard) {
            conditions.add(scalar.operand(condition, row, before));
        }
        before.line(type + " " + local + " = " + zero + ";");
        before.open("if (" + (conditions.isEmpty() ? "true" : String.join(" && ", conditions)) + ")");
        before.line(local + " = " + scalar.code(value, row, before) + ";").close();
    }

    private String scratch(Value value, List<Value> guards) {
        var guard = Dependence.of(value).cells() ? guards : List.<Value>of();
        var key = new ArrayList<>(guard);
        key.add(value);
        var array = scratched.computeIfAbsent(key, _ -> fill(value, guard));
        return switch (value.kind()) {
            case REAL -> "FloatVector.fromArray(REALS, " + array + ", c)";
            case INT -> "IntVector.fromArray(INTS, " + array + ", c)";
            case BOOL -> "VectorMask.fromArray(REALS, " + array + ", c)";
        };
    }

    private String fill(Value value, List<Value> guard) {
        var array = scope.worker(names.type(value.kind()) + "[]", names.scratch(value.kind()));
        var slide = new SlideCode(names, scope, scalar);
        int step = slide.step(value);
        var single = single(value, guard, array);
        if (step != 0) {
            slide.fill((Value.Cell) value, step, row, array, single, before);
        } else {
            before.open("for (int x = from; x < to; x++)")
                    .lines(single.toString())
                    .close();
        }
        return array;
    }

    /// Computes what key `x` needs, where the guards hold.
    private Text single(Value value, List<Value> guard, String array) {
        var text = new Text();
        var point = row.withKey("x");
        for (var condition : guard) {
            text.open("if (" + scalar.code(condition, point, text) + ")");
        }
        text.line(array + "[x] = " + scalar.code(value, point, text) + ";");
        var zero = value.kind() == Kind.BOOL ? "false" : "0";
        guard.forEach(_ -> text.orElse().line(array + "[x] = " + zero + ";").close());
        return text;
    }

    private String load(Tile tile) {
        var local = assigned.get(tile);
        if (local != null) {
            return local;
        }
        var element = scalar.at(tile, row.withKey("c"), "");
        var bracket = element.indexOf('[');
        var array = element.substring(0, bracket);
        var index = element.substring(bracket + 1, element.length() - 1);
        return switch (tile.kind()) {
            case INT -> "IntVector.fromArray(INTS, " + array + ", " + index + ")";
            case REAL -> "FloatVector.fromArray(REALS, " + array + ", " + index + ")";
            case BOOL -> "VectorMask.fromArray(REALS, " + array + ", " + index + ")";
        };
    }

    private String choose(Value.Choose choose, List<Value> guards) {
        if (choose.otherwise().equals(Values.FALSE)) {
            var guarded = new ArrayList<>(guards);
            guarded.add(choose.when());
            return "(" + lanes(choose.then(), guarded) + ").and(" + lanes(choose.when(), guards) + ")";
        }
        var mask = lanes(choose.when(), guards);
        var thenGuards = new ArrayList<>(guards);
        thenGuards.add(choose.when());
        var otherwiseGuards = new ArrayList<>(guards);
        otherwiseGuards.add(new Value.Apply(Kind.BOOL, Op.NOT, List.of(choose.when())));
        var otherwise = lanes(choose.otherwise(), otherwiseGuards);
        if (choose.kind() == Kind.BOOL) {
            var then = lanes(choose.then(), thenGuards);
            return "(" + then + ").and(" + mask + ").or((" + otherwise + ").andNot(" + mask + "))";
        }
        var then = argument(choose.then(), thenGuards);
        return otherwise + ".blend(" + then + ", " + mask + (choose.kind() == Kind.INT ? ".cast(INTS)" : "") + ")";
    }

    /// The right side of a vector method: a scalar where the value is uniform.
    private String argument(Value value, List<Value> guards) {
        return varies(value) ? lanes(value, guards) : uniform(value, guards);
    }

    private String apply(Value.Apply apply, List<Value> guards) {
        var arguments = apply.arguments();
        var a = arguments.get(0);
        if (arguments.size() == 1) {
            return Lanes.unary(names, apply.op(), a.kind(), lanes(a, guards));
        }
        var b = arguments.get(1);
        var op = apply.op();
        var swap = !varies(a) && Lanes.commutes(op);
        var left = swap ? b : a;
        var right = swap ? a : b;
        if (op == Op.DIV || op == Op.MOD) {
            return Lanes.powerOfTwo(op, lanes(left, guards), powerOfTwo(right));
        }
        if (a.kind() == Kind.BOOL) {
            return Lanes.logical(op, lanes(left, guards), lanes(right, guards));
        }
        return Lanes.binary(op, a.kind(), lanes(left, guards), argument(right, guards));
    }
}
