package dev.weft.codegen.emit.facade;

import static dev.weft.codegen.emit.facade.RuntimeNames.BIND_EXCEPTION;
import static dev.weft.codegen.emit.facade.RuntimeNames.CARRIED_STATE;
import static dev.weft.codegen.emit.facade.RuntimeNames.STATE_EXCEPTION;
import static dev.weft.codegen.emit.facade.RuntimeNames.TENSOR;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.weft.codegen.tile.Carry;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/// The nested type with which an application takes a sequence bit by bit: `State`, and how one is opened.
final class StateType {
    private StateType() {}

    /// `On.carry`: opens a state.
    static MethodSpec open(Signature signature, Names names, Carry.ByCodes carry) {
        var open = MethodSpec.methodBuilder("carry")
                .addJavadoc("Opens the state of a sequence without tokens, to which they are given bit by bit.\n\n")
                .addJavadoc(
                        "@param sizes $L: how many tokens are computed at once, at least 1; longer calls are split\n",
                        carry.tokenDims().stream()
                                .map(names::of)
                                .reduce((a, b) -> a + " and " + b)
                                .orElseThrow())
                .addModifiers(Modifier.PUBLIC)
                .addParameter(names.nested("Sizes"), "sizes")
                .returns(names.nested("State"));
        var tensors = new ArrayList<CodeBlock>();
        var scalars = new ArrayList<CodeBlock>();
        for (var argument : signature.arguments()) {
            var name = names.of(argument.name());
            switch (argument) {
                case Signature.Tensor tensor -> {
                    if (meeting(carry, tensor) == Carry.Meeting.FIXED) {
                        open.addJavadoc("@param $L $L; must stay open and unchanged\n", name, Docs.parameter(tensor));
                        open.addParameter(TENSOR, name);
                        tensors.add(CodeBlock.of("$N", name));
                    }
                }
                case Signature.Scalar scalar -> {
                    open.addJavadoc("@param $L $L\n", name, Docs.parameter(scalar));
                    open.addParameter(ParameterSpec.builder(TypedPlan.java(scalar.type()), name)
                            .build());
                    scalars.add(
                            scalar.type() == ElementType.BOOL
                                    ? CodeBlock.of("$N ? 1 : 0", name)
                                    : CodeBlock.of("$N", name));
                }
            }
        }
        var sizes = signature.dimensions().stream()
                .map(dimension -> CodeBlock.of("sizes.$N()", names.of(dimension.name())))
                .collect(CodeBlock.joining(", "));
        return open.addJavadoc("@throws $T if the kernel cannot take them\n", BIND_EXCEPTION)
                .addStatement(
                        "return new $T($T.open(this.device, CARRIED, new int[] {$L}, new $T[] {$L}, new double[] {$L}))",
                        names.nested("State"),
                        CARRIED_STATE,
                        sizes,
                        TENSOR,
                        CodeBlock.join(tensors, ", "),
                        CodeBlock.join(scalars, ", "))
                .build();
    }

    private static Carry.Meeting meeting(Carry.ByCodes carry, Signature.Tensor tensor) {
        return carry.tensors().stream()
                .filter(held -> held.tensor().equals(tensor.name()))
                .map(Carry.Held::meeting)
                .findFirst()
                .orElseThrow();
    }

    static TypeSpec of(Signature signature, Names names, Carry.ByCodes carry) {
        return TypeSpec.classBuilder(names.nested("State"))
                .addJavadoc(
                        "A sequence that grows: for each code how many far keys there were and the mean of their values,\n")
                .addJavadoc(
                        "and the tokens that are not far yet. Its size, and the time for a token, do not grow with it.\n")
                .addJavadoc("Prefill, chunks and single tokens leave the same state, bit by bit.\n\n")
                .addJavadoc("@see $T\n", CARRIED_STATE)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(AutoCloseable.class)
                .addField(CARRIED_STATE, "state", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(CARRIED_STATE, "state")
                        .addStatement("this.state = state")
                        .build())
                .addMethod(append(signature, names, carry))
                .addMethod(method("tokens", TypeName.LONG, "How many tokens have come.\n")
                        .addStatement("return state.tokens()")
                        .build())
                .addMethod(method("clear", TypeName.VOID, "Forgets all tokens.\n")
                        .addStatement("state.clear()")
                        .build())
                .addMethods(saving())
                .addMethod(
                        method("toString", TypeName.get(String.class), "What it is, and how many tokens have come.\n")
                                .addAnnotation(Override.class)
                                .addStatement("return state.toString()")
                                .build())
                .addMethod(method("close", TypeName.VOID, "Frees the memory. May be called again.\n")
                        .addAnnotation(Override.class)
                        .addStatement("state.close()")
                        .build())
                .build();
    }

    private static MethodSpec append(Signature signature, Names names, Carry.ByCodes carry) {
        var append = method(
                "append",
                TypeName.VOID,
                "Takes new tokens, any number of them in each call, and computes their rows.\n\n");
        var tensors = new ArrayList<CodeBlock>();
        for (var argument : signature.arguments()) {
            if (argument instanceof Signature.Tensor tensor && meeting(carry, tensor) != Carry.Meeting.FIXED) {
                var name = names.of(tensor.name());
                append.addJavadoc("@param $L $L\n", name, Docs.parameter(tensor));
                append.addParameter(TENSOR, name);
                tensors.add(CodeBlock.of("$N", name));
            }
        }
        return append.addJavadoc(
                        "@throws $T if a tensor does not fit, or the kernel takes no longer sequence; nothing has changed then\n",
                        BIND_EXCEPTION)
                .addJavadoc(
                        "@throws $T if a key has no nearest code; nothing has changed then\n",
                        IllegalArgumentException.class)
                .addStatement("this.state.append($L)", CodeBlock.join(tensors, ", "))
                .build();
    }

    private static List<MethodSpec> saving() {
        var refused = "@throws $T if it is damaged or belongs to something else; this state is as it was then\n";
        return List.of(
                method("save", TypeName.VOID, "Writes the state: the same bytes after the same tokens.\n")
                        .addParameter(OutputStream.class, "to")
                        .addException(IOException.class)
                        .addStatement("state.save(to)")
                        .build(),
                method(
                                "save",
                                TypeName.VOID,
                                "Writes the state into a file, which is there as a whole or not at all.\n")
                        .addParameter(Path.class, "to")
                        .addException(IOException.class)
                        .addStatement("state.save(to)")
                        .build(),
                method("restore", TypeName.VOID, "Takes up a saved state in place of this one.\n\n")
                        .addJavadoc(refused, STATE_EXCEPTION)
                        .addParameter(InputStream.class, "from")
                        .addException(IOException.class)
                        .addStatement("state.restore(from)")
                        .build(),
                method("restore", TypeName.VOID, "Takes up a saved state in place of this one.\n\n")
                        .addJavadoc(refused, STATE_EXCEPTION)
                        .addParameter(Path.class, "from")
                        .addException(IOException.class)
                        .addStatement("state.restore(from)")
                        .build());
    }

    private static MethodSpec.Builder method(String name, TypeName returns, String doc) {
        return MethodSpec.methodBuilder(name)
                .addJavadoc(doc)
                .addModifiers(Modifier.PUBLIC)
                .returns(returns);
    }
}
