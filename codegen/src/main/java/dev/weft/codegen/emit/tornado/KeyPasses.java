package dev.weft.codegen.emit.tornado;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.facade.SizeExpression;
import dev.weft.codegen.schedule.Dependence;
import dev.weft.codegen.tile.Axis;
import dev.weft.codegen.tile.Children;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// What an attention's kernels do with keys before rows meet them: the passes in their order, the arrays
/// that these leave on the device, and the host's side of both. Nothing of all this without codes.
final class KeyPasses {
    private static final ClassName PASS = ClassName.get("dev.weft.runtime.tornado", "KeyPass");
    private static final ClassName ARRAY = ClassName.get("dev.weft.runtime.tornado", "KeyArray");

    /// What no size is called.
    private static final String COORDINATE = "<>";

    private final TileProgram program;
    private final List<KeyPass> all = new ArrayList<>();
    private final List<Array> arrays = new ArrayList<>();

    /// An array that passes make.
    ///
    /// @param length as the host computes it
    record Array(String name, boolean whole, CodeBlock length, boolean reports) {}

    KeyPasses(TileProgram program, DeviceNames names, TurnTables turns) {
        this.program = program;
        var keys = CodeBlock.of("Math.multiplyExact(groups, keysBound)");
        for (int n = 0; n < program.assigned().size(); n++) {
            var assign = program.assigned().get(n);
            var code = new AssignCode(program, names, turns, n);
            var passes = code.passes();
            all.addAll(passes);
            arrays.add(new Array(DeviceNames.array(assign.table()), true, keys, false));
            arrays.add(new Array(code.starts(), false, passes.getFirst().items(), false));
            arrays.add(new Array(code.strays(), true, passes.getLast().items(), true));
        }
        if (program.far() instanceof Far.Folded folded) {
            if (!folded.labels().isEmpty()) {
                arrays.add(new Array(StandCode.STANDS, true, StandCode.length(folded, program), false));
            }
            for (var stretch : folded.stretches()) {
                var code = new FoldCode(program, names, turns, folded, stretch);
                all.addAll(code.passes());
                arrays.add(new Array(code.added(), true, code.counts(), false));
                arrays.add(new Array(DeviceNames.array(stretch.counts()), true, code.counts(), false));
                stretch.means()
                        .forEach(mean -> arrays.add(
                                new Array(DeviceNames.array(mean.table()), false, code.length(mean), false)));
            }
        }
    }

    List<KeyPass> all() {
        return List.copyOf(all);
    }

    List<Array> arrays() {
        return List.copyOf(arrays);
    }

    /// The number of a pass.
    int number(String step) {
        for (int n = 0; n < all.size(); n++) {
            if (all.get(n).step().equals(step)) {
                return n;
            }
        }
        throw new IllegalArgumentException("weave: no pass is called " + step);
    }

    /// Adds the host's side.
    void write(TypeSpec.Builder type) {
        if (all.isEmpty()) {
            return;
        }
        var passes = all.stream()
                .map(pass -> CodeBlock.of(
                        "new $T($S, $L, $LReals(), $LInts())",
                        PASS,
                        pass.step(),
                        pass.items(),
                        pass.step(),
                        pass.step()))
                .collect(CodeBlock.joining(",\n"));
        type.addMethod(list("passes", PASS, passes));
        var made = arrays.stream()
                .map(array -> CodeBlock.of("new $T($L, $L, $L)", ARRAY, array.whole(), array.length(), array.reports()))
                .collect(CodeBlock.joining(",\n"));
        type.addMethod(list("arrays", ARRAY, made));
        all.forEach(pass -> {
            type.addMethod(
                    length(pass.step() + "Reals", pass.layout(), pass.layout().allReals()));
            type.addMethod(
                    length(pass.step() + "Ints", pass.layout(), pass.layout().allInts()));
        });
        type.addMethod(stray());
    }

    private static MethodSpec list(String name, ClassName of, CodeBlock items) {
        return HostCode.override(name, ParameterizedTypeName.get(ClassName.get(List.class), of))
                .addStatement("return $T.of(\n$L)", List.class, items)
                .build();
    }

    private static MethodSpec length(String name, Layout layout, String formula) {
        var text = new Text().line("final int keyTile = " + KeyPass.KEYS + ";");
        layout.strides().forEach(text::line);
        text.line("return Math.max(1, " + formula + ");");
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PRIVATE)
                .returns(TypeName.INT)
                .addCode(Text.code(KernelCode.used(text.toString())))
                .build();
    }

    /// Says what is not finite that a work-item of `assign` has reported.
    private MethodSpec stray() {
        var body = CodeBlock.builder()
                .addStatement("final int g = task / Math.ceilDiv(keysBound, $L)", KeyPass.KEYS)
                .addStatement("final int headGroups = $L / group", HostCode.whole(program.heads()))
                .addStatement("final int b = g / headGroups")
                .addStatement("final int h = g % headGroups * group")
                .addStatement("final int j = Math.abs(found) - 1");
        var cases = CodeBlock.builder();
        for (int n = 0; n < program.assigned().size(); n++) {
            var assign = program.assigned().get(n);
            var load = assign.staged().stream()
                    .filter(op -> op instanceof TileOp.Load found && found.to().equals(assign.vector()))
                    .map(TileOp.Load.class::cast)
                    .findFirst();
            var key = load.map(found -> place(found.tensor(), found.at())).orElseGet(KeyPasses::someKey);
            cases.add("case $L -> found > 0 ? $L : $L;\n", 3 * n + 2, key, place(assign.codebook(), assign.at()));
        }
        cases.add("default -> throw new IllegalArgumentException($S + array);\n", "no reports in array ");
        return HostCode.override("stray", ClassName.get(String.class))
                .addParameter(TypeName.INT, "array")
                .addParameter(TypeName.INT, "task")
                .addParameter(TypeName.INT, "found")
                .addCode(body.build())
                .addCode("return switch (array) {\n$>$L$<};\n", cases.build())
                .build();
    }

    private static CodeBlock place(String tensor, List<Value> at) {
        if (at.isEmpty()) {
            return CodeBlock.of("$S", "`" + tensor + "`");
        }
        if (!at.stream().allMatch(index -> Dependence.of(index).onlyRamps())) {
            return CodeBlock.of("$S + j + $S + b + $S + h", "`" + tensor + "` of key ", " at batch ", " and head ");
        }
        return CodeBlock.of(
                "$S + $L + $S",
                "`" + tensor + "[",
                at.stream()
                        .map(index -> CodeBlock.of("($L)", SizeExpression.of(host(index), KeyPasses::hostName)))
                        .collect(CodeBlock.joining(" + \", \" + ")),
                "]`");
    }

    /// The value with its coordinates as names of `stray`.
    private static Value host(Value value) {
        return value instanceof Value.Ramp(Axis axis)
                ? new Value.Size(COORDINATE + axis.letter())
                : Children.map(value, KeyPasses::host);
    }

    private static String hostName(String name) {
        return name.startsWith(COORDINATE) ? name.substring(COORDINATE.length()) : DeviceNames.size(name);
    }

    private static CodeBlock someKey() {
        return CodeBlock.of("$S + j + $S + b + $S + h", "the vector of key ", " at batch ", " and head ");
    }
}
