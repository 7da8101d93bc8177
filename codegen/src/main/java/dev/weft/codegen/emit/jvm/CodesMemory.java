package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.List;

/// Writes the memory of codes: tables of them and turned codebooks, which all workers share; and the
/// states of folded keys, one for each run and one for each worker. None grows with the number of keys
/// but the tables.
final class CodesMemory {
    private static final ClassName SEGMENT = ClassName.get("java.lang.foreign", "MemorySegment");

    private final TileProgram program;
    private final Names names;

    CodesMemory(TileProgram program, Names names) {
        this.program = program;
        this.names = names;
    }

    boolean isEmpty() {
        return program.assigned().isEmpty();
    }

    /// Adds what belongs to `Shared`.
    void shared(TypeSpec.Builder type, Text text) {
        for (int n = 0; n < program.assigned().size(); n++) {
            var assign = program.assigned().get(n);
            var table = Names.made(assign.table());
            MemoryCode.field(type, SEGMENT, table);
            text.line(table + " = memory.allocate(4L * Math.max(1, Math.multiplyExact(k.groups, k.keysBound)), 64);");
            MemoryCode.field(type, MemoryCode.type("float", 2), "codebook" + n);
            MemoryCode.field(type, MemoryCode.type("float", 2), "starts" + n);
            text.line("final int codes" + n + " = Math.ceilDiv(" + size(assign.count()) + ", PANEL) * PANEL;");
            text.line("codebook" + n + " = new float[k.groups][Math.multiplyExact(codes" + n + ", k.depth_"
                    + assign.vector().name() + ")];");
            text.line("starts" + n + " = new float[k.groups][codes" + n + "];");
            if (names.vectors()) {
                MemoryCode.field(type, MemoryCode.type("boolean", 1), "wildCodebook" + n);
                text.line("wildCodebook" + n + " = new boolean[k.groups];");
            }
        }
        if (program.far() instanceof Far.Folded folded) {
            folded.stretches().forEach(stretch -> runs(stretch, type, text));
        }
    }

    /// Adds what belongs to `Worker`.
    void worker(TypeSpec.Builder type, Text text) {
        program.made().forEach(table -> MemoryCode.field(type, SEGMENT, Names.made(table.name())));
        if (names.vectors() && !isEmpty()) {
            for (int n = 0; n < program.assigned().size(); n++) {
                MemoryCode.field(type, MemoryCode.type("float", 1), "keys" + n);
                text.line("keys" + n + " = new float[k.keyTile * k."
                        + Names.stride(program.assigned().get(n).vector()) + "];");
            }
            MemoryCode.field(type, MemoryCode.type("float", 1), "codeScores");
            text.line("codeScores = new float[k.keyTile * PANEL];");
            MemoryCode.field(type, MemoryCode.type("float", 1), "bestScores");
            text.line("bestScores = new float[k.keyTile * LANES];");
            MemoryCode.field(type, MemoryCode.type("int", 1), "bestCodes");
            text.line("bestCodes = new int[k.keyTile * LANES];");
        }
        if (program.far() instanceof Far.Folded folded) {
            MemoryCode.field(type, TypeName.BOOLEAN, "codesStaged");
            MemoryCode.field(type, TypeName.BOOLEAN, "shown");
            folded.stretches().forEach(stretch -> state(stretch, type, text));
        }
    }

    /// The states that runs begin with.
    private static void runs(Far.Stretch stretch, TypeSpec.Builder type, Text text) {
        var counts = StretchCode.on("foldedCounts", stretch);
        MemoryCode.field(type, MemoryCode.type("int", 2), counts);
        stretch.means().forEach(mean -> MemoryCode.field(type, MemoryCode.type("double", 2), StretchCode.state(mean)));
        text.open("if (k.runs > 1)").line(counts + " = new int[k.groups * k.runs][k.codes];");
        stretch.means()
                .forEach(mean -> text.line(
                        StretchCode.state(mean) + " = new double[k.groups * k.runs][" + entries(mean) + "];"));
        text.close();
    }

    /// A worker's state, and as rows read it.
    private static void state(Far.Stretch stretch, TypeSpec.Builder type, Text text) {
        for (var name : List.of("folded", "far", "foldedQuery")) {
            MemoryCode.field(type, TypeName.INT, StretchCode.on(name, stretch));
        }
        var counts = StretchCode.on("foldedCounts", stretch);
        MemoryCode.field(type, MemoryCode.type("int", 1), counts);
        text.line(counts + " = new int[k.codes];");
        text.line(Names.made(stretch.counts()) + " = memory.allocate(4L * k.codes, 64);");
        for (var mean : stretch.means()) {
            MemoryCode.field(type, MemoryCode.type("double", 1), StretchCode.state(mean));
            text.line(StretchCode.state(mean) + " = new double[" + entries(mean) + "];");
            text.line(Names.made(mean.table()) + " = memory.allocate(4L * Math.max(1, " + entries(mean) + "), 64);");
        }
        if (stretch.direction() == Far.Direction.AFTER) {
            trail(stretch, type, text);
        }
    }

    /// What keys have replaced: empty, it grows to the keys of a run.
    private static void trail(Far.Stretch stretch, TypeSpec.Builder type, Text text) {
        MemoryCode.field(type, TypeName.INT, "trailed");
        MemoryCode.field(type, MemoryCode.type("int", 1), "trailKeys");
        text.line("trailKeys = new int[0];");
        for (var mean : stretch.means()) {
            MemoryCode.field(type, MemoryCode.type("float", 1), StretchCode.trail(mean));
            text.line(StretchCode.trail(mean) + " = new float[0];");
        }
    }

    private static String entries(Far.Mean mean) {
        return "Math.multiplyExact(k.codes, k.depth_" + mean.value().name() + ")";
    }

    /// A size, where the kernel is called `k`.
    private String size(Value value) {
        var code = new ScalarCode(names, new Scope(names), false).code(value, Point.uniform(), new Text());
        return code.replaceAll("\\bsize_", "k.size_");
    }
}
