package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.CodeBlock;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.TornadoForm;
import java.util.ArrayList;
import java.util.List;

/// A task over keys or over the states that they fold into. Each work-item does its share alone, in
/// private memory: the two forms differ by how a work-item learns which one it is.
///
/// @param step its name, as a task
/// @param comment what it does
/// @param items how many work-items it has, as the host computes it
/// @param layout of its tiles
/// @param text what a work-item does
record KeyPass(String step, String comment, CodeBlock items, Layout layout, Text text) {
    /// How many keys a work-item has at once.
    static final int KEYS = TornadoForm.BLOCK_KEYS;

    /// What stands before the operations of a work-item, so that [TileCode] can write them.
    static List<String> alone(Layout layout) {
        var lines = new ArrayList<>(List.of(
                "final int teams = 1;",
                "final int lanes = 1;",
                "final int threads = 1;",
                "final int keyTile = " + KEYS + ";"));
        lines.addAll(layout.strides());
        lines.addAll(layout.offsets());
        lines.add("final float[] reals = new float[localReals];");
        lines.add("final int[] ints = new int[localInts];");
        return lines;
    }

    String body(TornadoForm form) {
        var all = new Text();
        switch (form) {
            case GROUPS -> all.line("final int task = context.globalIdx;").open("if (task < tasks)");
            case LOOPS -> all.open("for (@Parallel int task = 0; task < tasks; task++)");
        }
        return KernelCode.used(all.lines(text.toString()).close().toString());
    }
}
