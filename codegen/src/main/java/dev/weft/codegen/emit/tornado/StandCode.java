package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.CodeBlock;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.FoldStep;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.List;
import java.util.stream.Collectors;

/// Writes for which query each state of folded keys stands, where labels say which keys fold: a state is that
/// of one label. The pass `stand` leaves two numbers for each: a query, and where the keys begin that fold.
///
/// A state stands for the least query whose border lies at it, or else for the one that the next state stands
/// for; seen from behind, for the greatest. Where the state before it has the same labels it goes on from there,
/// by the keys of one step; elsewhere it has all its keys from its own step.
record StandCode(TileProgram program, DeviceNames names, TurnTables turns, Far.Folded folded, Far.Stretch stretch) {
    /// The array of what states stand for: two numbers for each state of the keys before a query, and behind
    /// them two for each of the keys after it.
    static final String STANDS = "stands";

    /// How long the array is, as the host computes it: it has room for both sides.
    static CodeBlock length(Far.Folded folded, TileProgram program) {
        var states = HostCode.whole(FoldStep.states(folded, program.keys()));
        return CodeBlock.of("Math.multiplyExact(Math.multiplyExact(groups, $L), 4)", states);
    }

    /// The query that a state stands for.
    static String query(Far.Stretch stretch, String state) {
        return STANDS + ".get(" + at(stretch, state) + ")";
    }

    /// Where its own keys begin, or end if they lie behind; -1 where it goes on from its neighbour.
    static String bound(Far.Stretch stretch, String state) {
        return STANDS + ".get(" + at(stretch, state) + " + 1)";
    }

    private static String at(Far.Stretch stretch, String state) {
        return "2 * " + (after(stretch) ? "(groups * states + " + state + ")" : state);
    }

    private static boolean after(Far.Stretch stretch) {
        return stretch.direction() == Far.Direction.AFTER;
    }

    private boolean after() {
        return after(stretch);
    }

    /// What each state stands for, and which keys are its own.
    Text text() {
        var placement = Placement.of(List.of());
        var code = new PointCode(names, placement, turns, new Extremes(names));
        var prologue = new Prologue(program, names, turns, code);
        var text = new Text();
        prologue.lines().forEach(text::line);
        text.line("final int keys = "
                + code.of(program.keys(), Place.uniform(), new Text()).text() + ";");
        prologue.states(folded).forEach(text::line);
        text.line("final int slot = task % states;").line("final int g = task / states;");
        Prologue.group().forEach(text::line);
        find(prologue, text);
        bound(code, text);
        return text.line(STANDS + ".set(" + at(stretch, "task") + ", query);")
                .line(STANDS + ".set(" + at(stretch, "task") + " + 1, bound);");
    }

    private void find(Prologue prologue, Text text) {
        text.line("int query = -1;").line("int neighbour = -1;");
        if (after()) {
            text.line("int greatest = -1;").open("for (int i = 0; i < queries; i++)");
        } else {
            text.line("int least = states;")
                    .open("for (int n = 0; n < queries; n++)")
                    .line("final int i = queries - 1 - n;");
        }
        text.line("final int at = " + prologue.step(stretch, "i", text) + ";");
        if (after()) {
            text.line("neighbour = at == slot + 1 ? i : neighbour;")
                    .line("query = at <= slot & at >= greatest ? i : query;")
                    .line("greatest = at <= slot ? TornadoMath.max(greatest, at) : greatest;");
        } else {
            text.line("neighbour = at == slot - 1 ? i : neighbour;")
                    .line("query = at >= slot & at <= least ? i : query;")
                    .line("least = at >= slot ? TornadoMath.min(least, at) : least;");
        }
        text.close();
    }

    /// Finds where its own keys begin, or end. A state that nobody needs has none.
    private void bound(PointCode code, Text text) {
        text.line("int bound = query < 0 ? " + (after() ? "0" : "keys") + " : -1;")
                .open("if (query >= 0 & neighbour >= 0)");
        var alike = alike(folded, code, "query", "neighbour", text);
        text.line("final int anew = " + alike + " ? 0 : 1;").open("if (anew != 0)");
        if (after()) {
            text.line("bound = 0;").open("for (int j = slot * foldStep; j < keys; j++)");
        } else {
            text.line("bound = TornadoMath.min(keys, slot * foldStep);")
                    .line("final int end = bound;")
                    .open("for (int j = 0; j < end; j++)");
        }
        var place = Place.uniform().withAxis(Axis.QUERY, "query").withKey("", "j");
        var folds = code.of(stretch.folds(), place, text).within(Code.OR);
        text.line("bound = " + folds + " ? " + (after() ? "j + 1" : "TornadoMath.min(bound, j)") + " : bound;")
                .close()
                .close()
                .close();
    }

    /// Whether two queries have the same labels, and so the same far keys.
    static String alike(Far.Folded folded, PointCode code, String one, String other, Text text) {
        return folded.labels().stream()
                .map(label -> label(label, code, one, text) + " == " + label(label, code, other, text))
                .collect(Collectors.joining(" & "));
    }

    private static String label(Value label, PointCode code, String query, Text text) {
        return code.of(label, Place.uniform().withAxis(Axis.QUERY, query), text).within(Code.ADD);
    }

    /// The state that a row tile reads: that at its border, if all its rows have the labels that it stands for.
    /// Otherwise that of no keys, so that the tile visits all keys one by one.
    ///
    /// @param step the state at the border
    static String choose(Far.Folded folded, Far.Stretch stretch, PointCode code, String step, Text text) {
        var more = after(stretch) ? "After" : "";
        var border = "border" + more;
        var state = "reached" + more;
        var standing = "standing" + more;
        var alike = "alike" + more;
        text.line("// Rows with other labels than the state stands for visit all keys one by one.")
                .line("final int " + border + " = " + step + ";")
                .line("final int " + state + " = g * states + " + border + ";")
                .line("final int " + standing + " = " + query(stretch, state) + ";")
                .line("int " + alike + " = 1;")
                .open("for (int i = firstQuery; i <= lastQuery; i++)");
        var same = alike(folded, code, "i", standing, text);
        text.line(alike + " = " + same + " ? " + alike + " : 0;").close();
        return alike + " != 0 ? " + border + " : " + (after(stretch) ? "states - 1" : "0");
    }
}
