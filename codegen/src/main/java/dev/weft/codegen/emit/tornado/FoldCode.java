package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.CodeBlock;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.FoldStep;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import java.util.List;

/// Writes how the far keys on one side of the queries are folded on a device: `fold` counts and sums the keys of
/// each step, step by step for itself; `join` goes over the steps, up or down, and makes of each what has been
/// folded up to it, as counts and means. A work-item has one entry of the values.
///
/// Sums are no longer than a step; what goes on from step to step is means. Where labels say which keys fold,
/// `stand` finds first for which query a state stands. One that begins anew sums all its keys.
record FoldCode(TileProgram program, DeviceNames names, TurnTables turns, Far.Folded folded, Far.Stretch stretch) {
    /// The array of how many keys of a code each step has of its own.
    String added() {
        return on("added");
    }

    /// `name`, as it is called on this side of the queries.
    private String on(String name) {
        return after() ? name + "After" : name;
    }

    private boolean after() {
        return stretch.direction() == Far.Direction.AFTER;
    }

    List<KeyPass> passes() {
        return labelled() ? List.of(stand(), fold(), join()) : List.of(fold(), join());
    }

    /// Whether a state belongs to the queries of some labels alone.
    boolean labelled() {
        return !folded.labels().isEmpty();
    }

    private KeyPass stand() {
        return new KeyPass(
                on("stand"),
                "Finds for which query each state stands, and whether it begins anew.",
                states(),
                new Layout(names, Placement.of(List.of())),
                new StandCode(program, names, turns, folded, stretch).text());
    }

    /// How many states all groups have, as the host computes it.
    CodeBlock states() {
        return CodeBlock.of("Math.multiplyExact(groups, $L)", HostCode.whole(FoldStep.states(folded, program.keys())));
    }

    private KeyPass fold() {
        var placement = Placement.of(folded.staged());
        var layout = new Layout(names, placement);
        var code = new PointCode(names, placement, turns, new Extremes(names));
        var text = begin(code);
        text.line("final int state = task / entries;")
                .line("final int slot = state % states;")
                .line("final int g = state / states;");
        Prologue.group().forEach(text::line);
        KeyPass.alone(layout).forEach(text::line);
        empty(text);
        var begin = (after() ? "slot" : "TornadoMath.max(0, slot - 1)") + " * foldStep";
        var end = "TornadoMath.min(keys, " + (after() ? "begin + foldStep" : "slot * foldStep") + ")";
        if (labelled()) {
            text.line("final int query = " + StandCode.query(stretch, "state") + ";")
                    .line("final int bound = " + StandCode.bound(stretch, "state") + ";");
        }
        text.line("final int begin = " + (labelled() && !after() ? unlessAnew(begin) : begin) + ";")
                .line("final int end = " + (labelled() && after() ? unlessAnew(end) : end) + ";")
                .open("for (int firstKey = begin; firstKey < end; firstKey = firstKey + keyTile)")
                .line("final int count = TornadoMath.min(keyTile, end - firstKey);")
                .line("final int lastKey = firstKey + count - 1;");
        new TileCode(names, TornadoForm.LOOPS, placement, code, text).write(folded.staged());
        text.open("for (int c = 0; c < count; c++)");
        var row = labelled() ? Place.uniform().withAxis(Axis.QUERY, "query") : Place.uniform();
        var place = new Places(names).key(row, "c", text);
        boolean always = Truths.isTrue(stretch.folds());
        if (!always) {
            text.open("if (" + code.of(stretch.folds(), place, text).text() + ")");
        }
        text.line("final int at = state * codes + " + DeviceNames.array(folded.codes())
                        + ".get(g * keys + firstKey + c);")
                .open("if (entry == 0)")
                .line(added() + ".set(at, " + added() + ".get(at) + 1);")
                .close();
        for (var mean : stretch.means()) {
            var sum = "sum_" + mean.table();
            text.open("if (entry < " + names.depth(mean.value()) + ")")
                    .line("final int " + sum + " = at * " + names.depth(mean.value()) + " + entry;");
            var value = code.entry(mean.value(), place.withFeature("entry"), text);
            text.line(means(mean) + ".set(" + sum + ", " + means(mean) + ".get(" + sum + ") + "
                            + value.within(Code.MULTIPLY) + ");")
                    .close();
        }
        if (!always) {
            text.close();
        }
        text.close().close();
        return new KeyPass(
                on("fold"),
                "Counts and sums the keys of one step, code by code.",
                CodeBlock.of("Math.multiplyExact($L, $L)", states(), hostEntries()),
                layout,
                text);
    }

    private static String unlessAnew(String bound) {
        return "bound < 0 ? " + bound + " : bound";
    }

    private void empty(Text text) {
        text.open("for (int s = 0; s < codes; s++)")
                .line("final int none = state * codes + s;")
                .open("if (entry == 0)")
                .line(added() + ".set(none, 0);")
                .close();
        for (var mean : stretch.means()) {
            var depth = names.depth(mean.value());
            text.open("if (entry < " + depth + ")")
                    .line(means(mean) + ".set(none * " + depth + " + entry, 0.0f);")
                    .close();
        }
        text.close();
    }

    private KeyPass join() {
        var placement = Placement.of(List.of());
        var code = new PointCode(names, placement, turns, new Extremes(names));
        var text = begin(code);
        text.line("final int book = task / entries;")
                .line("final int s = book % codes;")
                .line("final int g = book / codes;")
                .line("int before = 0;");
        for (var mean : stretch.means()) {
            text.line("float mean_" + mean.table() + " = 0.0f;");
        }
        if (after()) {
            text.open("for (int n = 0; n < states; n++)").line("final int slot = states - 1 - n;");
        } else {
            text.open("for (int slot = 0; slot < states; slot++)");
        }
        var known = "before";
        if (labelled()) {
            text.line("final int state = g * states + slot;")
                    .line("final int bound = " + StandCode.bound(stretch, "state") + ";")
                    .line("final int known = bound < 0 ? before : 0;");
            known = "known";
            for (var mean : stretch.means()) {
                text.line("mean_" + mean.table() + " = bound < 0 ? mean_" + mean.table() + " : 0.0f;");
            }
        }
        text.line("final int at = (g * states + slot) * codes + s;")
                .line("final int now = " + known + " + " + added() + ".get(at);")
                .line("final float all = TornadoMath.max(1, now);")
                .line("final float share = " + known + " / all;")
                .open("if (entry == 0)")
                .line(DeviceNames.array(stretch.counts()) + ".set(at, now);")
                .close();
        for (var mean : stretch.means()) {
            var depth = names.depth(mean.value());
            var so = "mean_" + mean.table();
            text.open("if (entry < " + depth + ")")
                    .line("final int place = at * " + depth + " + entry;")
                    .line(so + " = " + so + " * share + " + means(mean) + ".get(place) / all;")
                    .line(means(mean) + ".set(place, " + so + ");")
                    .close();
        }
        text.line("before = now;").close();
        return new KeyPass(
                on("join"),
                "Makes of each step what has been folded up to it: counts and means.",
                CodeBlock.of(
                        "Math.multiplyExact(Math.multiplyExact(groups, $L), $L)",
                        HostCode.whole(folded.count()),
                        hostEntries()),
                new Layout(names, placement),
                text);
    }

    private Text begin(PointCode code) {
        var prologue = new Prologue(program, names, turns, code);
        var text = new Text();
        prologue.lines().forEach(text::line);
        text.line("final int keys = "
                + code.of(program.keys(), Place.uniform(), new Text()).text() + ";");
        prologue.states(folded).forEach(text::line);
        var entries = "1";
        for (var mean : stretch.means()) {
            entries = "TornadoMath.max(" + entries + ", " + names.depth(mean.value()) + ")";
        }
        return text.line("final int entries = " + entries + ";").line("final int entry = task % entries;");
    }

    private CodeBlock hostEntries() {
        var entries = CodeBlock.of("1");
        for (var mean : stretch.means()) {
            entries = CodeBlock.of("Math.max($L, $L)", entries, names.depth(mean.value()));
        }
        return entries;
    }

    /// How many numbers the means of a kind are, as the host computes it.
    CodeBlock length(Far.Mean mean) {
        return CodeBlock.of("Math.multiplyExact($L, $L)", counts(), names.depth(mean.value()));
    }

    /// How many counts there are.
    CodeBlock counts() {
        return CodeBlock.of("Math.multiplyExact($L, $L)", states(), HostCode.whole(folded.count()));
    }

    private static String means(Far.Mean mean) {
        return DeviceNames.array(mean.table());
    }
}
