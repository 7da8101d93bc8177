package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// The least and greatest table elements of the row tile or of a key tile, found once for each.
final class Extremes {
    private final DeviceNames names;
    private final List<Value.Extreme> all = new ArrayList<>();

    Extremes(DeviceNames names) {
        this.names = names;
    }

    String name(Value.Extreme extreme) {
        if (!all.contains(extreme)) {
            all.add(extreme);
        }
        return "extreme" + all.indexOf(extreme);
    }

    /// Finds the extremes that have been asked for: those over keys, or the others.
    void write(PointCode code, boolean overKeys, Text text) {
        for (var extreme : List.copyOf(all)) {
            if ((extreme.over() == Axis.KEY) == overKeys) {
                find(extreme, code, text);
            }
        }
    }

    private void find(Value.Extreme extreme, PointCode code, Text text) {
        boolean least = extreme.end() == Value.End.LEAST;
        var name = name(extreme);
        var x = names.fresh("x");
        var range = switch (extreme.over()) {
            case KEY -> List.of("firstKey", "lastKey");
            case QUERY -> List.of("firstQuery", "lastQuery");
            case HEAD -> List.of("h0", "lastHead");
            case BATCH, STEP, FEATURE, INNER, PAIR ->
                throw new IllegalStateException("weave: no extreme over " + extreme.over());
        };
        var place = Place.uniform().withAxis(extreme.over(), x);
        text.line("// The " + (least ? "least" : "greatest") + " element of "
                        + extreme.cell().tensor() + " in the tile.")
                .line(names.type(extreme.kind()) + " " + name + " = " + start(extreme.kind(), least) + ";")
                .open("for (int " + x + " = " + range.getFirst() + "; " + x + " <= " + range.getLast() + "; " + x
                        + "++)");
        var inside = inside(extreme, place, code, text);
        if (!inside.isEmpty()) {
            text.open("if (" + inside + ")");
        }
        var cell = code.of(extreme.cell(), place, text);
        if (extreme.kind() == Kind.BOOL) {
            text.line(name + " = " + name + (least ? " & " : " | ") + cell.within(Code.EQUALITY) + ";");
        } else {
            text.line(name + " = TornadoMath." + (least ? "min" : "max") + "(" + name + ", " + cell.text() + ");");
        }
        if (!inside.isEmpty()) {
            text.close();
        }
        text.close();
    }

    private String start(Kind kind, boolean least) {
        return switch (kind) {
            case BOOL -> Boolean.toString(least);
            case INT -> least ? "2147483647" : "-2147483648";
            case REAL -> (least ? "" : "-") + names.number(names.wide() ? Double.MAX_VALUE : Float.MAX_VALUE);
        };
    }

    /// Passes over the elements that the condition's own guard excludes, such as `t[j - 1]` of the first
    /// key.
    private String inside(Value.Extreme extreme, Place place, PointCode code, Text text) {
        var conditions = new ArrayList<String>();
        var shape = names.tensor(extreme.cell().tensor()).shape();
        for (int axis = 0; axis < shape.size(); axis++) {
            var index = extreme.cell().at().get(axis);
            if (Dependence.of(index).axes().contains(extreme.over()) && !(index instanceof Value.Ramp)) {
                var at = code.of(index, place, text).within(Code.ADD);
                var size = code.of(shape.get(axis), Place.uniform(), text).within(Code.ADD);
                conditions.add(at + " >= 0 & " + at + " < " + size);
            }
        }
        return String.join(" & ", conditions);
    }
}
