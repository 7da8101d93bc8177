package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Rotation;
import dev.weft.codegen.tile.Signs;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Writes values at one place as Java that TornadoVM can compile. Tiles that are held are read from local
/// memory; others are computed on the spot.
final class PointCode {
    private static final Pattern SIMPLE = Pattern.compile("-?[\\w.]+");

    private final DeviceNames names;
    private final Placement placement;
    private final TurnTables turns;
    private final Extremes extremes;

    PointCode(DeviceNames names, Placement placement, TurnTables turns, Extremes extremes) {
        this.names = names;
        this.placement = placement;
        this.turns = turns;
        this.extremes = extremes;
    }

    /// The expression for `value`; what it needs first (loops, choices between reads) goes to `before`.
    Code of(Value value, Place place, Text before) {
        return switch (value) {
            case Value.Literal literal -> literal(literal);
            case Value.Size size -> Code.atom(DeviceNames.size(size.dimension()));
            case Value.Parameter parameter -> Code.atom(DeviceNames.scalar(parameter.name()));
            case Value.Ramp ramp -> Code.atom(place.ramp(ramp.axis()));
            case Value.Bound bound -> Code.atom(bound(bound));
            case Value.Extreme extreme -> Code.atom(extremes.name(extreme));
            case Value.At at -> entry(at.tile(), place, before);
            case Value.Other other -> partial(other.tile(), place);
            case Value.Cell cell -> cell(cell, place, before);
            case Value.Apply apply -> apply(apply, place, before);
            case Value.Choose choose -> choose(choose, place, before);
            case Value.FeatureSum sum -> sum(sum, place, before);
        };
    }

    private Code literal(Value.Literal literal) {
        return switch (literal.kind()) {
            case BOOL -> Code.atom(literal.value() != 0 ? "true" : "false");
            case INT -> new Code(Integer.toString((int) literal.value()), literal.value() < 0 ? Code.UNARY : Code.ATOM);
            case REAL -> new Code(names.number(literal.value()), literal.value() < 0 ? Code.UNARY : Code.ATOM);
        };
    }

    private static String bound(Value.Bound bound) {
        boolean least = bound.end() == Value.End.LEAST;
        return switch (bound.axis()) {
            case BATCH -> "b";
            case HEAD -> least ? "h0" : "lastHead";
            case QUERY -> least ? "firstQuery" : "lastQuery";
            case KEY -> least ? "firstKey" : "lastKey";
            case STEP, FEATURE, INNER, PAIR -> throw new IllegalStateException("weave: no bound of " + bound.axis());
        };
    }

    /// The tile's value at the place.
    Code entry(Tile tile, Place place, Text before) {
        var known = place.known().get(tile);
        if (known != null) {
            return known;
        }
        if (!placement.isHeld(tile)) {
            return formula(placement.formula(tile), place, before);
        }
        if (tile.rows() instanceof Span.One && tile.columns() instanceof Span.One) {
            return Code.atom("tile_" + tile.name());
        }
        var element = DeviceNames.local(tile) + "[" + offset(tile, place) + "]";
        return tile.kind() == Kind.BOOL ? new Code(element + " != 0", Code.EQUALITY) : Code.atom(element);
    }

    /// Where in its local array a held tile has its value for the place.
    String offset(Tile tile, Place place) {
        var line = tile.rows() instanceof Span.Keys ? place.key() : place.row();
        return switch (tile.columns()) {
            case Span.One _ -> DeviceNames.at(tile) + " + " + line;
            case Span.Keys _ ->
                DeviceNames.at(tile) + " + " + Code.atom(line).within(Code.MULTIPLY) + " * keyRow + " + place.key();
            case Span.Features _ ->
                placement.isNatural(tile)
                        ? DeviceNames.at(tile) + " + " + line + " * " + DeviceNames.stride(tile) + " + "
                                + place.feature()
                        : turnedOffset(tile, place);
            case Span.Rows _ -> throw new IllegalStateException("weave: columns over rows in " + tile.name());
        };
    }

    static String turnedOffset(Tile tile, Place place) {
        return DeviceNames.turnedAt(tile) + " + " + place.feature() + " * keyRow + " + place.key();
    }

    private static Code partial(Tile tile, Place place) {
        var at = place.other() + tile.name() + " + " + place.row();
        return Code.atom("partials.get("
                + (tile.columns() instanceof Span.One
                        ? at
                        : at + " * " + DeviceNames.stride(tile) + " + " + place.feature())
                + ")");
    }

    private Code formula(TileOp op, Place place, Text before) {
        return switch (op) {
            case TileOp.Load load -> load(load, place, before);
            case TileOp.Map map -> of(map.value(), place, before);
            case TileOp.Rotate rotate -> rotate(rotate, place, before);
            case TileOp.Transform _, TileOp.RowReduce _, TileOp.Dot _, TileOp.Loop _, TileOp.When _, TileOp.Store _ ->
                throw new IllegalStateException("weave: not a formula: " + op);
        };
    }

    /// An entry of a loaded vector.
    Code load(TileOp.Load load, Place place, Text before) {
        var inner = new Text();
        var read = Elements.read(
                names,
                names.tensor(load.tensor()).type(),
                DeviceNames.array(load.tensor()),
                vectorOffset(load, place, inner));
        if (Truths.isTrue(load.exists())) {
            before.lines(inner.toString());
            return read;
        }
        var loaded = names.fresh("loaded");
        before.line(names.real() + " " + loaded + " = " + names.number(0) + ";")
                .open("if (" + of(load.exists(), place, before).text() + ")")
                .lines(inner.toString())
                .line(loaded + " = " + read.text() + ";")
                .close();
        return Code.atom(loaded);
    }

    private String vectorOffset(TileOp.Load load, Place place, Text before) {
        var shape = names.tensor(load.tensor()).shape();
        var indices = new ArrayList<Code>();
        for (int axis = 0; axis < load.at().size(); axis++) {
            var index = of(load.at().get(axis), place, before);
            indices.add(
                    isGiven(load.at().get(axis))
                            ? checked(index, of(shape.get(axis), Place.uniform(), before), before)
                            : index);
        }
        indices.add(Code.atom(place.feature()));
        return flat(load.tensor(), indices, before).text();
    }

    /// Whether data decides an index: a caller's, not a table that kernels have made.
    private boolean isGiven(Value index) {
        return Children.any(index, value -> value instanceof Value.Cell cell && !names.isMade(cell.tensor()));
    }

    /// Where an element lies, in the table of this row tile's state if there are many.
    private Code flat(String tensor, List<Code> indices, Text before) {
        var shape = names.tensor(tensor).shape();
        var state = names.state(tensor);
        var code = Code.atom(state.orElse("0"));
        for (int axis = 0; axis < indices.size(); axis++) {
            code = axis == 0 && state.isEmpty()
                    ? indices.getFirst()
                    : step(code, of(shape.get(axis), Place.uniform(), before), indices.get(axis));
        }
        return code;
    }

    /// Where a matrix begins in a tensor.
    String matrixOffset(String tensor, List<Value> at, Place place, Text before) {
        var indices = new ArrayList<Code>();
        at.forEach(index -> indices.add(of(index, place, before)));
        indices.add(Code.atom("0"));
        indices.add(Code.atom("0"));
        return flat(tensor, indices, before).text();
    }

    /// An index that data decides: outside its axis it is moved inside, and the fault is reported
    /// after the run.
    private Code checked(Code index, Code size, Text before) {
        var given = names.fresh("index");
        before.line("final int " + given + " = " + index.text() + ";")
                .line("fault = " + given + " < 0 | " + given + " >= " + size.within(Code.ADD) + " ? 1 : fault;");
        return Code.call(names.function(DeviceFunction.INSIDE), given, size.text());
    }

    private static Code step(Code code, Code size, Code index) {
        return Code.infix(Code.infix(code, "*", size, Code.MULTIPLY), "+", index, Code.ADD);
    }

    private Code cell(Value.Cell cell, Place place, Text before) {
        var tensor = names.tensor(cell.tensor());
        var indices = cell.at().stream().map(index -> of(index, place, before)).toList();
        var code = flat(cell.tensor(), indices, before);
        var read = Elements.read(names, tensor.type(), DeviceNames.array(cell.tensor()), code.text());
        var stored = Elements.kind(tensor.type());
        if (cell.kind() == Kind.REAL && stored == Kind.BOOL) {
            return new Code(read.within(Code.OR) + " ? " + names.number(1) + " : " + names.number(0), Code.CONDITIONAL);
        }
        return cell.kind() == Kind.REAL && stored == Kind.INT
                ? new Code("(" + names.real() + ") " + read.within(Code.UNARY), Code.UNARY)
                : read;
    }

    private Code choose(Value.Choose choose, Place place, Text before) {
        var when = of(choose.when(), place, before);
        var thenBefore = new Text();
        var otherwiseBefore = new Text();
        var then = of(choose.then(), place, thenBefore);
        var otherwise = of(choose.otherwise(), place, otherwiseBefore);
        if (thenBefore.isEmpty() && otherwiseBefore.isEmpty()) {
            if (choose.kind() == Kind.BOOL) {
                return Choices.of(when, choose.then(), then, choose.otherwise(), otherwise);
            }
            return new Code(
                    when.within(Code.OR) + " ? " + then.within(Code.OR) + " : " + otherwise.within(Code.CONDITIONAL),
                    Code.CONDITIONAL);
        }
        var chosen = names.fresh("chosen");
        before.line(names.type(choose.kind()) + " " + chosen + ";")
                .open("if (" + when.text() + ")")
                .lines(thenBefore.toString())
                .line(chosen + " = " + then.text() + ";")
                .orElse()
                .lines(otherwiseBefore.toString())
                .line(chosen + " = " + otherwise.text() + ";")
                .close();
        return Code.atom(chosen);
    }

    private Code sum(Value.FeatureSum sum, Place place, Text before) {
        var total = names.fresh("sum");
        var d = names.fresh("d");
        var size = of(sum.size(), place, before);
        before.line(names.real() + " " + total + " = " + names.number(0) + ";")
                .open("for (int " + d + " = 0; " + d + " < " + size.within(Code.ADD) + "; " + d + "++)");
        var inner = new Text();
        var at = sum.over() == Axis.INNER ? place.withAxis(Axis.INNER, d) : place.withFeature(d);
        var term = of(sum.term(), at, inner);
        before.lines(inner.toString())
                .line(total + " = " + total + " + " + term.within(Code.MULTIPLY) + ";")
                .close();
        return Code.atom(total);
    }

    /// One entry of a turned vector: its pair's other entry is read too.
    Code rotate(TileOp.Rotate rotate, Place place, Text before) {
        return rotate(rotate, place, place::withFeature, before);
    }

    /// The same where other entries lie elsewhere.
    ///
    /// @param at the place of an entry
    Code rotate(TileOp.Rotate rotate, Place place, Function<String, Place> at, Text before) {
        var table = turns.of(rotate);
        boolean halves = rotate.rotation().pairing() == Rotation.Pairing.HALVES;
        var d = place.feature();
        var m = names.fresh("m");
        var pairs = table.pairs();
        var turned = names.fresh("turned");
        var inner = new Text();
        inner.line("final int " + m + " = "
                + (halves ? d + " < " + pairs + " ? " + d + " : " + d + " - " + pairs : d + " / 2") + ";");
        var x = entry(rotate.of(), at.apply(halves ? m : "(2 * " + m + ")"), inner);
        var y = entry(rotate.of(), at.apply(halves ? "(" + m + " + " + pairs + ")" : "(2 * " + m + " + 1)"), inner);
        var turn = table.turn(this, place, m, inner);
        var first = halves ? d + " < " + pairs : d + " % 2 == 0";
        var value = first + " ? " + x.within(Code.MULTIPLY) + " * " + turn.cos() + " - " + y.within(Code.MULTIPLY)
                + " * "
                + turn.sin() + " : " + x.within(Code.MULTIPLY) + " * " + turn.sin() + " + " + y.within(Code.MULTIPLY)
                + " * " + turn.cos();
        before.line(names.real() + " " + turned + ";");
        if (table.wholeVector()) {
            before.lines(inner.toString()).line(turned + " = " + value + ";");
            return Code.atom(turned);
        }
        var rest = new Text();
        var same = entry(rotate.of(), at.apply(d), rest);
        before.open("if (" + d + " < 2 * " + pairs + ")")
                .lines(inner.toString())
                .line(turned + " = " + value + ";")
                .orElse()
                .lines(rest.toString())
                .line(turned + " = " + same.text() + ";")
                .close();
        return Code.atom(turned);
    }

    private Code apply(Value.Apply apply, Place place, Text before) {
        var on = apply.arguments().stream()
                .map(argument -> of(argument, place, before))
                .map(argument -> DeviceMath.isRealOrder(apply) ? named(argument, before) : argument)
                .toList();
        return DeviceMath.apply(names, apply, on);
    }

    /// A real by a name of its own, so that it is computed once.
    private Code named(Code real, Text before) {
        if (SIMPLE.matcher(real.text()).matches()) {
            return real;
        }
        var side = names.fresh("side");
        before.line("final " + names.real() + " " + side + " = " + real.text() + ";");
        return Code.atom(side);
    }

    /// Whether a division need not look at signs.
    static boolean plainDivision(Value.Apply apply) {
        return (apply.op() == Op.DIV || apply.op() == Op.MOD)
                && apply.arguments().stream().allMatch(Signs::nonNegative);
    }

    /// A boolean, int or real as its local array holds it.
    static String stored(Kind kind, Code value) {
        return kind == Kind.BOOL ? value.within(Code.OR) + " ? 1 : 0" : value.text();
    }

    String real() {
        return names.real();
    }

    /// The offset of an out's element.
    String storeOffset(String tensor, List<Value> at, boolean vector, Place place, Text before) {
        var indices = new ArrayList<Code>();
        at.forEach(index -> indices.add(of(index, place, before)));
        if (vector) {
            indices.add(Code.atom(place.ramp(Axis.FEATURE)));
        }
        return flat(tensor, indices, before).text();
    }
}
