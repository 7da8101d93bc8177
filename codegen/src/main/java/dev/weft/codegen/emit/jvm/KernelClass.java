package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.JavaFile;
import dev.weft.codegen.emit.Methods;
import dev.weft.codegen.emit.vector.VectorConstants;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Puts one kernel class together: constants, sizes, stages, memory.
final class KernelClass {
    private final TileProgram program;
    private final JvmForm wanted;
    private final Names names;
    private final Tiles tiles;
    private final Rotations rotations;
    private final boolean keysKnown;

    KernelClass(TileProgram program, JvmForm wanted) {
        this.program = program;
        this.wanted = wanted;
        this.names = Names.of(program, wanted);
        this.tiles = Tiles.of(program);
        this.keysKnown = JvmSchedule.keysKnown(program);
        this.rotations = new Rotations(keysKnown);
    }

    JavaFile file() {
        var signature = program.signature();
        var self = ClassParts.self(signature, wanted);
        var fewRows = new FewRows(program, names, tiles);
        var bind = new BindCode(program, names, tiles, fewRows, keysKnown);
        var staging = staging(fewRows);
        var code = new LoopCode(program, names, rotations, staging, fewRows);
        var assign = new AssignCode(program, names, rotations);
        var runs = new ArrayList<RunsCode>();
        var folds = new ArrayList<FoldCode>();
        if (program.far() instanceof Far.Folded folded) {
            var fold = new FoldCode(folded, names, rotations);
            folds.add(fold);
            runs.add(new RunsCode(program, fold));
        }
        var attend = new AttendCode(program, names, code, runs);
        var methods = new ArrayList<>(attend.methods());
        for (int n = 0; n < loops().size(); n++) {
            methods.addAll(staging.apply(loops().get(n).over()).aim(n));
        }
        methods.addAll(assign.methods());
        folds.forEach(fold -> methods.addAll(fold.methods()));
        var tables = new TableCode(names, rotations);
        methods.addAll(tables.methods());
        methods.addAll(attend.extremes());
        var stages = StageList.ofAttention(rotations, program, loops().size(), keysKnown);
        var read = VectorConstants.readBy(methods);
        read.add("LANES");
        var type = ClassParts.type(signature, names, wanted, read);
        bind.fields(type, rotations);
        type.addMethod(bind.constructor(rotations));
        stages.methods().forEach(type::addMethod);
        var memory = new MemoryCode(program, names, tiles, fewRows, rotations, loops());
        MemoryCode.makers(
                        ClassParts.shared(self),
                        ClassParts.worker(self),
                        !program.assigned().isEmpty())
                .forEach(type::addMethod);
        methods.forEach(method -> type.addMethod(Methods.of(method)));
        type.addType(memory.shared(self));
        type.addType(memory.worker(self));
        return ClassParts.file(signature, type);
    }

    private Function<TileOp.Source, StageCode> staging(FewRows fewRows) {
        return source -> new StageCode(program, names, Tiles.of(program, source), fewRows, source);
    }

    private List<TileOp.Loop> loops() {
        return program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .map(TileOp.Loop.class::cast)
                .toList();
    }
}
