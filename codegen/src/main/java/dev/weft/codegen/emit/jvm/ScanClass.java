package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Methods;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.VectorConstants;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.schedule.ScanSchedule;
import dev.weft.codegen.schedule.Streams;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Solving;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// Puts the class of a scan together: constants, sizes, stages, memory.
///
/// A run packs the weights, goes along the parts of all sequences side by side, again and again until the
/// parts agree, and goes along those that do not one after the other. Which parts there are and when they
/// agree is the runtime's business (`Parts`).
final class ScanClass {
    private static final ClassName CLOCK = ClassName.get("dev.weft.runtime.profile", "PhaseClock");

    private final StepProgram program;
    private final JvmForm wanted;
    private final Names names;
    private final ScanWay way;
    private final ScanWeights weights;

    ScanClass(StepProgram program, JvmForm wanted) {
        this.program = program;
        this.wanted = wanted;
        this.names = new Names(program.signature(), wanted, false);
        this.way = way(names, program);
        this.weights = ScanWeights.of(names, program);
    }

    private static ScanWay way(Names names, StepProgram program) {
        return switch (program.solving()) {
            case Solving.FixedPoint fixedPoint -> new FixedPointWay(names, program, fixedPoint);
            case Solving.Parts _, Solving.Sequential _ ->
                Streams.isStream(program, names.form()) ? new StreamWay(names, program) : new PartsWay(names, program);
        };
    }

    JavaFile file() {
        var signature = program.signature();
        var self = ClassParts.self(signature, wanted);
        var methods = new ArrayList<Text>();
        methods.add(weights.pack());
        methods.add(start());
        methods.addAll(way.methods());
        var type = ClassParts.type(signature, names, wanted, VectorConstants.readBy(methods));
        fields(type);
        type.addMethod(constructor());
        stages().forEach(type::addMethod);
        MemoryCode.makers(ClassParts.shared(self), ClassParts.worker(self)).forEach(type::addMethod);
        methods.forEach(method -> type.addMethod(Methods.of(method)));
        type.addType(shared(self)).addType(worker(self));
        return ClassParts.file(signature, type);
    }

    private void fields(TypeSpec.Builder type) {
        for (var dimension : names.signature().dimensions()) {
            field(type, Names.size(dimension.name()));
        }
        field(type, "batches");
        field(type, "steps");
        ScanSchedule.of(program, names.form()).stream()
                .filter(ScanSchedule.Step::kept)
                .forEach(step -> field(type, step.name()));
        for (var tile : way.tiles().keySet()) {
            if (tile.columns() instanceof Span.Features) {
                field(type, "depth_" + tile.name());
                field(type, Names.stride(tile));
            }
        }
    }

    private static void field(TypeSpec.Builder type, String name) {
        type.addField(TypeName.INT, name, Modifier.PRIVATE, Modifier.FINAL);
    }

    private MethodSpec constructor() {
        var text = new Text();
        int at = 0;
        for (var dimension : names.signature().dimensions()) {
            text.line(Names.size(dimension.name()) + " = sizes[" + at++ + "];");
        }
        text.line("batches = " + size(program.batches()) + ";").line("steps = " + size(program.steps()) + ";");
        for (var tile : way.tiles().keySet()) {
            if (tile.columns() instanceof Span.Features(var size)) {
                text.line("depth_" + tile.name() + " = " + size(size) + ";")
                        .line(Names.stride(tile) + " = Math.ceilDiv(depth_" + tile.name() + ", PANEL) * PANEL;");
            }
        }
        for (var step : ScanSchedule.of(program, names.form())) {
            text.line((step.kept() ? "" : "final int ") + step.name() + " = "
                    + step.value().java() + ";");
        }
        return MethodSpec.constructorBuilder()
                .addParameter(ArrayTypeName.of(TypeName.INT), "sizes")
                .addParameter(TypeName.INT, "workers")
                .addParameter(ClassParts.TUNING, "tuning")
                .addCode(text.code())
                .build();
    }

    private String size(Value value) {
        return new ScalarCode(names, new Scope(names), false).code(value, Point.uniform(), new Text());
    }

    private List<MethodSpec> stages() {
        var stages = new ArrayList<StageList.Stage>();
        stages.add(new StageList.Stage(Integer.toString(Math.max(1, weights.count())), "pack", false));
        stages.add(new StageList.Stage("batches", "start", false));
        stages.addAll(way.stages());
        var methods = new ArrayList<>(new StageList(stages).methods());
        methods.add(ClassParts.override("next", TypeName.INT)
                .addParameter(TypeName.INT, "stage")
                .addParameter(ClassName.get("", "Shared"), "shared")
                .addCode(new Text()
                        .open("if (stage == 1)")
                        .line("shared.solver.begin();")
                        .close()
                        .open("return switch (stage)")
                        .lines(way.next().toString())
                        .line("default -> stage + 1;")
                        .end()
                        .code())
                .build());
        methods.add(ClassParts.override("solution", ClassName.get("dev.weft.runtime.scan", "Solution"))
                .addParameter(ClassName.get("", "Shared"), "shared")
                .addCode("return shared.solver.solution();\n")
                .build());
        return methods;
    }

    private Text start() {
        var scope = new Scope(names);
        var body = new Text().line("int at = 0;");
        var scalar = new ScalarCode(names, scope, false);
        var point = Point.of(Map.of(Axis.BATCH, "task"), "");
        for (var state : program.states()) {
            if (state.next().columns() instanceof Span.Features) {
                body.open("for (int d = 0; d < depth_" + state.next().name() + "; d++)");
                var value = scalar.code(state.initial(), point.withFeature("d"), body);
                body.line("shared.solver.initial(task, at + d, " + value + ");")
                        .close()
                        .line("at += depth_" + state.next().name() + ";");
            } else {
                body.line("shared.solver.initial(task, at, " + scalar.code(state.initial(), point, body) + ");")
                        .line("at++;");
            }
        }
        return new Text()
                .line("// What the states of one sequence are before the first step; every part begins with a guess.")
                .open("private void start(int task, JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    /// How many numbers the states of one sequence have, over the kernel `k`.
    private String width() {
        return program.states().stream()
                .map(state -> state.next().columns() instanceof Span.Features
                        ? "k.depth_" + state.next().name()
                        : "1")
                .collect(Collectors.joining(" + "));
    }

    private TypeSpec shared(ClassName self) {
        var type = TypeSpec.classBuilder("Shared")
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("What all workers share: packed weights, and the states between parts.")
                .addField(way.solver(), "solver", Modifier.FINAL);
        var text = new Text();
        text.line("solver = " + way.make(width()) + ";");
        weights.fields(type, text);
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addParameter(self, "k")
                        .addCode(text.code())
                        .build())
                .build();
    }

    private TypeSpec worker(ClassName self) {
        var type = TypeSpec.classBuilder("Worker")
                .addModifiers(Modifier.STATIC, Modifier.FINAL)
                .addJavadoc("What one worker has for itself: its clock, where it stands, and its tiles.")
                .addField(CLOCK, "clock", Modifier.FINAL);
        way.places().forEach(name -> type.addField(TypeName.INT, name));
        var text = new Text().line("this.clock = clock;");
        for (var name : way.rowPlaces()) {
            type.addField(ArrayTypeName.of(TypeName.INT), name);
            text.line(name + " = new int[k.rowTile];");
        }
        way.tiles().forEach((tile, rows) -> {
            type.addField(MemoryCode.type(names.real(), 1), Names.tile(tile));
            var length = tile.columns() instanceof Span.Features ? rows + " * k." + Names.stride(tile) : rows;
            text.line(Names.tile(tile) + " = new " + names.real() + "[" + length + "];");
        });
        way.arrays().forEach((name, length) -> {
            type.addField(MemoryCode.type("float", 1), name);
            text.line(name + " = new float[" + length + "];");
        });
        if (!names.vectors()) {
            type.addField(MemoryCode.type(names.real(), 1), "line");
            text.line("line = new " + names.real() + "[PANEL];");
        }
        return type.addMethod(MethodSpec.constructorBuilder()
                        .addParameter(self, "k")
                        .addParameter(ClassName.get("java.lang.foreign", "SegmentAllocator"), "memory")
                        .addParameter(CLOCK, "clock")
                        .addCode(text.code())
                        .build())
                .build();
    }
}
