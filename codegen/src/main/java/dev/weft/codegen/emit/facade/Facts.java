package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.BIND_EXCEPTION;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;

/// The checks of what `where` and specialised dims demand, which quote what is broken.
final class Facts {
    private Facts() {}

    /// What the sizes alone decide.
    static MethodSpec checkSizes(Signature signature, Names names) {
        var method = DefinitionType.method("checkSizes", TypeName.VOID).addParameter(int[].class, "sizes");
        var facts =
                signature.facts().stream().filter(fact -> !readsScalars(fact)).toList();
        var specialised = signature.dimensions().stream()
                .filter(dimension -> !dimension.values().isEmpty())
                .toList();
        var values = new ArrayList<Value>();
        specialised.forEach(dimension -> values.add(new Value.Size(dimension.name())));
        facts.forEach(fact -> values.add(fact.holds()));
        method.addCode(locals(signature, names, UsedNames.of(values)));
        specialised.forEach(dimension -> method.addCode(member(signature, dimension, names)));
        facts.forEach(fact -> method.addCode(check(fact, names)));
        return method.build();
    }

    /// What also reads run-time scalars.
    static MethodSpec checkScalars(Signature signature, Names names) {
        var facts = signature.facts().stream().filter(Facts::readsScalars).toList();
        var method = DefinitionType.method("checkScalars", TypeName.VOID)
                .addParameter(int[].class, "sizes")
                .addParameter(double[].class, "scalars")
                .addCode(locals(
                        signature,
                        names,
                        UsedNames.of(
                                facts.stream().map(Signature.Condition::holds).toList())));
        facts.forEach(fact -> method.addCode(check(fact, names)));
        return method.build();
    }

    private static boolean readsScalars(Signature.Condition fact) {
        return !UsedNames.of(List.of(fact.holds())).parameters().isEmpty();
    }

    /// `long N = sizes[3];` for each size and scalar that the code after it reads.
    static CodeBlock locals(Signature signature, Names names, UsedNames used) {
        var code = CodeBlock.builder();
        for (var i = 0; i < signature.dimensions().size(); i++) {
            var name = signature.dimensions().get(i).name();
            if (used.sizes().contains(name)) {
                code.addStatement("long $N = sizes[$L]", names.of(name), i);
            }
        }
        var scalars = signature.arguments().stream()
                .filter(Signature.Scalar.class::isInstance)
                .map(Signature.Scalar.class::cast)
                .toList();
        for (var i = 0; i < scalars.size(); i++) {
            if (used.parameters().contains(scalars.get(i).name())) {
                code.addStatement(
                        local(scalars.get(i).type(), names.of(scalars.get(i).name()), i));
            }
        }
        return code.build();
    }

    private static CodeBlock local(ElementType type, String name, int index) {
        return switch (type) {
            case F16, BF16, F32, F64 -> CodeBlock.of("double $N = scalars[$L]", name, index);
            case I32 -> CodeBlock.of("long $N = (long) scalars[$L]", name, index);
            case BOOL -> CodeBlock.of("boolean $N = scalars[$L] != 0", name, index);
        };
    }

    private static CodeBlock member(Signature signature, Signature.Dimension dimension, Names names) {
        var name = names.of(dimension.name());
        var others = dimension.values().stream()
                .map(value -> CodeBlock.of("$N != $L", name, value))
                .collect(CodeBlock.joining(" && "));
        var legal = dimension.values().size() == 1
                ? dimension.name() + " = " + Docs.values(dimension)
                : "%s in {%s}".formatted(dimension.name(), Docs.values(dimension));
        return refuse(
                others,
                CodeBlock.of(
                        "$S + $N",
                        "%s is made for %s, not %s=".formatted(signature.name(), legal, dimension.name()),
                        name));
    }

    private static CodeBlock check(Signature.Condition fact, Names names) {
        var used = UsedNames.of(List.of(fact.holds()));
        var message = CodeBlock.builder().add("$S", "where " + fact.text() + " does not hold");
        var separator = ": ";
        var all = new ArrayList<>(used.sizes());
        all.addAll(used.parameters());
        for (var name : all) {
            message.add(" + $S + $N", separator + name + "=", names.of(name));
            separator = ", ";
        }
        return refuse(CodeBlock.of("!($L)", SizeExpression.of(fact.holds(), names::of)), message.build());
    }

    private static CodeBlock refuse(CodeBlock broken, CodeBlock message) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L)", broken)
                .addStatement("throw new $T($L)", BIND_EXCEPTION, message)
                .endControlFlow()
                .build();
    }
}
