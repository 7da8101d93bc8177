package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Operands;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes neighbouring maps over the entries of rows as one loop: what several of them need is computed
/// once and stays in registers.
final class EntryPass {
    private static final Set<Op> NO_LANES =
            Set.of(Op.DIV, Op.MOD, Op.FLOOR, Op.CEIL, Op.ROUND, Op.SIGN, Op.GELU, Op.ERF, Op.TO_REAL);

    private final Names names;
    private final Scope scope;
    private final StepRows rows;
    private final ScalarCode scalar;
    private final Text text;

    /// @param rows where the rows of a tile are; the row's number is `r`
    /// @param text receives the code
    EntryPass(Names names, Scope scope, StepRows rows, Text text) {
        this.names = names;
        this.scope = scope;
        this.rows = rows;
        this.scalar = new ScalarCode(names, scope, false);
        this.text = text;
    }

    /// Maps of one width, in order.
    ///
    /// @param count how many rows
    void write(List<TileOp.Map> maps, String count) {
        var columns = maps.getFirst().to().columns();
        text.open("for (int r = 0; r < " + count + "; r++)");
        if (columns instanceof Span.Features features
                && names.vectors()
                && maps.stream().allMatch(map -> hasLanes(map.value()))) {
            new Lanewise(features).write(maps);
        } else {
            oneByOne(maps, columns);
        }
        text.close();
    }

    private void oneByOne(List<TileOp.Map> maps, Span columns) {
        boolean entries = columns instanceof Span.Features;
        if (columns instanceof Span.Features features) {
            text.open("for (int d = 0; d < " + scalar.operand(features.size(), Point.uniform(), text) + "; d++)");
        }
        var point = rows.point(scope, tilesOf(maps), entries);
        for (var repeated : repeated(maps)) {
            var local = scope.fresh("v");
            var code = scalar.code(repeated, point, text);
            text.line("final " + names.type(repeated.kind()) + " " + local + " = " + code + ";");
            point = point.withKnown(repeated, local);
        }
        for (var map : maps) {
            var local = scope.fresh("v");
            text.line("final " + names.type(map.to().kind()) + " " + local + " = "
                    + scalar.code(map.value(), point, text) + ";");
            text.line(rows.element(scope, map.to(), entries ? "d" : "") + " = " + local + ";");
            point = point.withKnown(new Value.At(map.to()), local);
        }
        if (entries) {
            text.close();
        }
    }

    private static Set<Tile> tilesOf(List<TileOp.Map> maps) {
        var tiles = new LinkedHashSet<Tile>();
        maps.forEach(map -> tiles.addAll(Operands.read(map)));
        return tiles;
    }

    /// Operations that several maps, or several places of one, want; inner ones first. Not those on tiles
    /// that the maps themselves assign, and none that could fail where it is not wanted.
    private static List<Value> repeated(List<TileOp.Map> maps) {
        var assigned = new ArrayList<Tile>();
        maps.forEach(map -> assigned.add(map.to()));
        var counts = new LinkedHashMap<Value, Integer>();
        maps.forEach(map -> count(map.value(), counts));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .filter(value -> !Children.any(
                        value,
                        part -> (part instanceof Value.At(Tile tile) && assigned.contains(tile))
                                || (part instanceof Value.Apply apply
                                        && (apply.op() == Op.DIV || apply.op() == Op.MOD))))
                .toList();
    }

    private static void count(Value value, Map<Value, Integer> counts) {
        if (!(value instanceof Value.Apply || value instanceof Value.Choose)) {
            return;
        }
        if (!counts.containsKey(value)) {
            Children.of(value).forEach(child -> count(child, counts));
        }
        counts.merge(value, 1, Integer::sum);
    }

    private static boolean varies(Value value) {
        return Children.any(value, part -> switch (part) {
            case Value.At(Tile tile) -> tile.columns() instanceof Span.Features;
            case Value.Ramp(Axis axis) -> axis == Axis.FEATURE;
            default -> false;
        });
    }

    private static boolean hasLanes(Value value) {
        return !varies(value)
                || switch (value) {
                    case Value.At _ -> true;
                    case Value.Cell cell -> cell.at().size() == 1 && cell.at().getFirst() instanceof Value.Ramp;
                    case Value.Apply apply ->
                        !NO_LANES.contains(apply.op())
                                && apply.arguments().getFirst().kind() != Kind.INT
                                && apply.arguments().stream().allMatch(EntryPass::hasLanes);
                    case Value.Choose choose ->
                        choose.kind() != Kind.INT
                                && Children.of(choose).stream().allMatch(EntryPass::hasLanes);
                    default -> false;
                };
    }

    /// One group of maps as vectors of entries `d, d + 1, …`; rows are padded, so there is no rest.
    private final class Lanewise {
        private final String size;
        private final Map<Value, String> locals = new LinkedHashMap<>();
        private final Text uniform = new Text();
        private final Text body = new Text();

        Lanewise(Span.Features features) {
            this.size = scalar.operand(features.size(), Point.uniform(), text);
        }

        void write(List<TileOp.Map> maps) {
            for (var map : maps) {
                var local = lanes(map.value());
                body.line(local + ".intoArray(" + rows.array(scope, map.to()) + ", " + rows.start(scope, map.to())
                        + " + d);");
                locals.put(new Value.At(map.to()), local);
            }
            text.lines(uniform.toString())
                    .open("for (int d = 0; d < " + size + "; d += LANES)")
                    .lines(body.toString())
                    .close();
        }

        /// The local that holds the lanes of a value.
        private String lanes(Value value) {
            var known = locals.get(value);
            if (known != null) {
                return known;
            }
            boolean varies = varies(value);
            var code = varies ? varying(value) : spread(value);
            var local = scope.fresh("v");
            var type = value.kind() == Kind.BOOL ? "VectorMask<Float>" : "FloatVector";
            (varies ? body : uniform).line("final " + type + " " + local + " = " + code + ";");
            locals.put(value, local);
            return local;
        }

        private String spread(Value value) {
            var code = scalar.code(value, rows.point(scope, Operands.read(value), false), uniform);
            return value.kind() == Kind.BOOL
                    ? "REALS.maskAll(" + code + ")"
                    : "FloatVector.broadcast(REALS, " + code + ")";
        }

        private String varying(Value value) {
            return switch (value) {
                case Value.At(Tile tile) ->
                    "FloatVector.fromArray(REALS, " + rows.array(scope, tile) + ", " + rows.start(scope, tile)
                            + " + d)";
                case Value.Cell cell -> "FloatVector.fromArray(REALS, shared.line_" + cell.tensor() + ", d)";
                case Value.Choose choose -> choose(choose);
                case Value.Apply apply -> apply(apply);
                default -> throw new IllegalStateException("weave: no vector form of " + value);
            };
        }

        private String choose(Value.Choose choose) {
            var when = lanes(choose.when());
            var then = lanes(choose.then());
            var otherwise = lanes(choose.otherwise());
            return choose.kind() == Kind.BOOL
                    ? then + ".and(" + when + ").or(" + otherwise + ".andNot(" + when + "))"
                    : otherwise + ".blend(" + then + ", " + when + ")";
        }

        private String apply(Value.Apply apply) {
            var of = apply.arguments();
            var a = lanes(of.getFirst());
            if (of.size() == 1) {
                return Lanes.unary(names, apply.op(), of.getFirst().kind(), a);
            }
            var b = lanes(of.get(1));
            return of.getFirst().kind() == Kind.BOOL
                    ? Lanes.logical(apply.op(), a, b)
                    : Lanes.binary(apply.op(), Kind.REAL, a, b);
        }
    }
}
