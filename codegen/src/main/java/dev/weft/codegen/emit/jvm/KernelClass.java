package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.JavaFile;
import dev.weft.codegen.emit.Methods;
import dev.weft.codegen.emit.vector.VectorConstants;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.JvmSchedule;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import java.util.ArrayList;
import java.util.List;

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
        this.tiles = Tiles.of(program.operations());
        this.keysKnown = JvmSchedule.keysKnown(program);
        this.rotations = new Rotations(keysKnown);
    }

    JavaFile file() {
        var signature = program.signature();
        var self = ClassParts.self(signature, wanted);
        var fewRows = new FewRows(program, names, tiles);
        var bind = new BindCode(program, names, tiles, fewRows, keysKnown);
        var stageCode = new StageCode(names, tiles, fewRows);
        var code = new LoopCode(program, names, rotations, stageCode, fewRows);
        var attend = new AttendCode(program, names, code);
        var methods = new ArrayList<>(attend.methods());
        methods.add(stageCode.aim());
        var tables = new TableCode(names, rotations);
        methods.addAll(tables.methods());
        methods.addAll(attend.extremes());
        var stages = StageList.ofAttention(rotations, loops(), keysKnown);
        var read = VectorConstants.readBy(methods);
        read.add("LANES");
        var type = ClassParts.type(signature, names, wanted, read);
        bind.fields(type, rotations);
        type.addMethod(bind.constructor(rotations));
        stages.methods().forEach(type::addMethod);
        var memory = new MemoryCode(names, tiles, fewRows, rotations, loops());
        MemoryCode.makers(ClassParts.shared(self), ClassParts.worker(self)).forEach(type::addMethod);
        methods.forEach(method -> type.addMethod(Methods.of(method)));
        type.addType(memory.shared(self));
        type.addType(memory.worker(self));
        return ClassParts.file(signature, type);
    }

    private List<TileOp.Loop> loops() {
        return program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .map(TileOp.Loop.class::cast)
                .toList();
    }
}
