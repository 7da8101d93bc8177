package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.CodeBlock;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import dev.weft.codegen.tile.Assign;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// Writes how keys find their codes: `book` computes what a code's score starts at, -|code|² / 2, and
/// `assign` lets each work-item search the codebook for eight neighbouring keys at once.
///
/// A sum goes over the entries in their order, and each product is fused with the sum: TornadoVM
/// does that with any product that is added. The starts come from memory so that there is one
/// product to fuse. With that the code of a key is the same on every device.
final class AssignCode {
    private static final int KEYS = KeyPass.KEYS;

    private final TileProgram program;
    private final DeviceNames names;
    private final TurnTables turns;
    private final int number;
    private final Assign assign;

    AssignCode(TileProgram program, DeviceNames names, TurnTables turns, int number) {
        this.program = program;
        this.names = names;
        this.turns = turns;
        this.number = number;
        this.assign = program.assigned().get(number);
    }

    /// The array of the codes' starts.
    String starts() {
        return "starts" + number;
    }

    /// The array in which each work-item says what it has met: 0, or j + 1 if the vector of key j is not
    /// finite, or -1 - j if the codebook is not that it meets.
    String strays() {
        return "strays" + number;
    }

    List<KeyPass> passes() {
        return List.of(book(), search());
    }

    private KeyPass book() {
        var placement = Placement.of(List.of());
        var layout = new Layout(names, placement);
        var code = new PointCode(names, placement, turns, new Extremes(names));
        var text = new Text();
        prologue(code).lines().forEach(text::line);
        text.line("final int codes = " + count(code) + ";")
                .line("final int s = task % codes;")
                .line("final int g = task / codes;");
        Prologue.group().forEach(text::line);
        codebook(code, text);
        text.line("float norm = 0.0f;")
                .open("for (int d = 0; d < " + depth() + "; d++)")
                .line("final float code = " + codeEntry() + ";")
                .line("norm = norm + code * code;")
                .close()
                .line(starts() + ".set(task, -0.5f * norm);");
        return new KeyPass(
                "book" + number,
                "What the score of a code starts at: -|code|² / 2.",
                CodeBlock.of("Math.multiplyExact(groups, $L)", HostCode.whole(assign.count())),
                layout,
                text);
    }

    private KeyPass search() {
        var placement = Placement.turning(assign.staged(), assign.vector());
        var layout = new Layout(names, placement);
        var code = new PointCode(names, placement, turns, new Extremes(names));
        var text = new Text();
        prologue(code).lines().forEach(text::line);
        text.line("final int keys = " + keys(code) + ";")
                .line("final int stretches = (keys + " + (KEYS - 1) + ") / " + KEYS + ";")
                .line("final int g = task / stretches;")
                .line("final int firstKey = task % stretches * " + KEYS + ";");
        Prologue.group().forEach(text::line);
        KeyPass.alone(layout).forEach(text::line);
        text.line("final int count = TornadoMath.min(keyTile, keys - firstKey);")
                .line("final int lastKey = firstKey + count - 1;");
        new TileCode(names, TornadoForm.LOOPS, placement, code, text).write(assign.staged());
        text.line("final int codes = " + count(code) + ";");
        codebook(code, text);
        nearest(text);
        for (int x = 0; x < KEYS; x++) {
            text.open("if (" + x + " < count)");
            store(x, code, text);
            text.close();
        }
        strays(text);
        return new KeyPass(
                "assign" + number,
                "Finds the codes of eight neighbouring keys: the greatest score, the lowest code on a tie.",
                CodeBlock.of("Math.multiplyExact(groups, Math.ceilDiv(keysBound, $L))", KEYS),
                layout,
                text);
    }

    private void nearest(Text text) {
        for (int x = 0; x < KEYS; x++) {
            text.line("int best" + x + " = 0;")
                    .line("int lost" + x + " = 0;")
                    .line("float greatest" + x + " = Float.NEGATIVE_INFINITY;");
        }
        text.open("for (int s = 0; s < codes; s++)").line("final float start = " + starts() + ".get(g * codes + s);");
        for (int x = 0; x < KEYS; x++) {
            text.line("float score" + x + " = start;");
        }
        text.open("for (int d = 0; d < " + depth() + "; d++)")
                .line("final float code = " + codeEntry() + ";")
                .line("final int at = " + DeviceNames.turnedAt(assign.vector()) + " + d * keyRow;");
        for (int x = 0; x < KEYS; x++) {
            text.line("score" + x + " = score" + x + " + reals[at + " + x + "] * code;");
        }
        text.close();
        for (int x = 0; x < KEYS; x++) {
            text.line("lost" + x + " = score" + x + " == score" + x + " ? lost" + x + " : 1;")
                    .line("best" + x + " = score" + x + " > greatest" + x + " ? s : best" + x + ";")
                    .line("greatest" + x + " = score" + x + " > greatest" + x + " ? score" + x + " : greatest" + x
                            + ";");
        }
        text.close();
    }

    /// Stores the code of a key: 0 of one that does not exist, -1 where no finite score decides.
    private void store(int x, PointCode code, Text text) {
        var found = "found" + x;
        text.line("int " + found + " = lost" + x + " == 0 & greatest" + x + " - greatest" + x + " == 0.0f ? best" + x
                + " : -1;");
        if (!Truths.isTrue(assign.exists())) {
            var place = Place.uniform().withKey(Integer.toString(x), "(firstKey + " + x + ")");
            var exists = code.of(assign.exists(), place, text);
            text.line(found + " = " + exists.within(Code.OR) + " ? " + found + " : 0;");
        }
        text.line(table() + ".set(g * keys + firstKey + " + x + ", " + found + ");");
    }

    private void strays(Text text) {
        text.line("int stray = 0;")
                .open("for (int c = 0; c < count; c++)")
                .line("final int key = g * keys + firstKey + c;")
                .open("if (" + table() + ".get(key) < 0)")
                .line(table() + ".set(key, 0);")
                .line("int wild = 0;")
                .open("for (int d = 0; d < " + depth() + "; d++)")
                .line("final float entry = reals[" + DeviceNames.turnedAt(assign.vector()) + " + d * keyRow + c];")
                .line("wild = entry - entry == 0.0f ? wild : 1;")
                .close()
                .line("final int whose = wild == 0 ? -1 - firstKey - c : firstKey + c + 1;")
                .line("stray = stray == 0 ? whose : stray;")
                .close()
                .close()
                .line(strays() + ".set(task, stray);");
    }

    private void codebook(PointCode code, Text text) {
        var from = code.matrixOffset(assign.codebook(), assign.at(), Place.uniform(), text);
        text.line("final int from = " + from + ";");
    }

    private String codeEntry() {
        var type = names.tensor(assign.codebook()).type();
        return Elements.read(names, type, DeviceNames.array(assign.codebook()), "from + s * " + depth() + " + d")
                .text();
    }

    private String table() {
        return DeviceNames.array(assign.table());
    }

    private String depth() {
        return names.depth(assign.vector());
    }

    private String count(PointCode code) {
        return size(assign.count(), code);
    }

    private String keys(PointCode code) {
        return size(program.keys(), code);
    }

    private static String size(Value value, PointCode code) {
        return code.of(value, Place.uniform(), new Text()).text();
    }

    private Prologue prologue(PointCode code) {
        return new Prologue(program, names, turns, code);
    }
}
