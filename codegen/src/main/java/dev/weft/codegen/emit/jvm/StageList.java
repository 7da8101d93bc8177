package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.List;

/// The stages of a kernel in order, and the methods by which a plan drives them.
final class StageList {
    /// One stage.
    record Stage(String tasks, String method, boolean once) {}

    private final List<Stage> stages;

    StageList(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /// Those of an attention.
    static StageList ofAttention(Rotations rotations, TileProgram program, int loops, boolean keysKnown) {
        var stages = new ArrayList<Stage>();
        for (var table : rotations.tables()) {
            if (table.tabled()) {
                stages.add(
                        new Stage("Math.ceilDiv(" + table.lines() + ", 256)", "turns" + table.number(), table.once()));
            }
        }
        for (int n = 0; n < program.assigned().size(); n++) {
            stages.add(new Stage("groups", "codebook" + n, false));
            stages.add(new Stage("groups * Math.ceilDiv(keysBound, keyTile)", "assign" + n, false));
        }
        boolean folds = program.far() instanceof Far.Folded;
        if (keysKnown) {
            stages.add(new Stage("packed ? groups * Math.ceilDiv(keysBound, 4 * keyTile) : 0", "pack", false));
        }
        if (program.far() instanceof Far.Folded folded) {
            for (var stretch : folded.stretches()) {
                stages.add(new Stage("runs > 1 ? groups * runs : 0", StretchCode.on("foldRun", stretch), false));
                stages.add(new Stage(
                        "runs > 1 ? groups * Math.ceilDiv(codes, " + RunsCode.SLICE + ") : 0",
                        StretchCode.on("joinRuns", stretch),
                        false));
            }
        }
        stages.add(new Stage(folds ? "groups * runs" : "groups * rowTiles * parts", "attend", false));
        if (loops == 1) {
            stages.add(new Stage("parts > 1 ? groups * rowTiles : 0", "merge", false));
        }
        return new StageList(stages);
    }

    List<MethodSpec> methods() {
        var once = new Text();
        var tasks = new Text().open("return switch (stage)");
        var run = new Text().open("switch (stage)");
        var first = new ArrayList<String>();
        for (int n = 0; n < stages.size(); n++) {
            var stage = stages.get(n);
            tasks.line("case " + n + " -> " + stage.tasks() + ";");
            run.line("case " + n + " -> " + stage.method() + "(task, arguments, shared, w);");
            if (stage.once()) {
                first.add("stage == " + n);
            }
        }
        var bad = "throw new IllegalArgumentException(\"stage \" + stage);";
        tasks.line("default -> " + bad);
        run.line("default -> " + bad);
        once.line("return " + (first.isEmpty() ? "false" : String.join(" || ", first)) + ";");
        var runs = ClassParts.override("run", TypeName.VOID)
                .addParameter(TypeName.INT, "stage")
                .addParameter(TypeName.INT, "task")
                .addParameter(ClassName.get("dev.weft.runtime", "JvmArguments"), "arguments")
                .addParameter(ClassName.get("", "Shared"), "shared")
                .addParameter(ClassName.get("", "Worker"), "w")
                .addCode(run.close().code());
        return List.of(
                ClassParts.override("stages", TypeName.INT)
                        .addCode("return " + stages.size() + ";\n")
                        .build(),
                ClassParts.override("once", TypeName.BOOLEAN)
                        .addParameter(TypeName.INT, "stage")
                        .addCode(once.code())
                        .build(),
                ClassParts.override("tasks", TypeName.INT)
                        .addParameter(TypeName.INT, "stage")
                        .addCode(tasks.end().code())
                        .build(),
                runs.build());
    }
}
