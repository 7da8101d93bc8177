package dev.weft.emulator;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What TornadoVM's compiler refuses, hangs on or gets silently wrong, looked for in a kernel's class file.
final class KernelRules {
    private static final String API = "uk/ac/manchester/tornado/api/";

    private final String kernel;
    private final ClassModel model;
    private final Set<String> checked = new HashSet<>();

    private KernelRules(String kernel, ClassModel model) {
        this.kernel = kernel;
        this.model = model;
    }

    /// Fails for the first rule that a kernel, or a method that it calls, breaks.
    static void check(String kernel, ClassModel model, String method) {
        var rules = new KernelRules(kernel, model);
        rules.method(method, new ArrayList<>());
    }

    private void method(String name, List<String> callers) {
        if (callers.contains(name)) {
            throw new KernelFault("%s: %s calls itself, and TornadoVM's compiler does not end on recursion"
                    .formatted(kernel, name));
        }
        if (!checked.add(name)) {
            return;
        }
        for (var method : model.methods()) {
            if (method.methodName().equalsString(name)) {
                var inner = new ArrayList<>(callers);
                inner.add(name);
                method.code().ifPresent(code -> code(code, inner));
            }
        }
    }

    private void code(CodeModel code, List<String> callers) {
        if (code.findAttribute(Attributes.localVariableTable()).isEmpty()) {
            throw new KernelFault("%s: compiled without tables of local variables, which TornadoVM needs: compile with javac -g"
                    .formatted(kernel));
        }
        int line = 0;
        for (var element : code) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case OperatorInstruction operator
                when operator.opcode() == Opcode.IUSHR || operator.opcode() == Opcode.LUSHR ->
                    throw broken(line, "`>>>` shifts negative numbers wrongly on devices: use `>>` and a mask");
                case ThrowInstruction _ -> throw broken(line, "a device has no exceptions");
                case InvokeDynamicInstruction _ -> throw broken(line, "a kernel cannot make lambdas or strings");
                case InvokeInstruction call -> call(call, line, callers);
                default -> {
                    // allowed
                }
            }
        }
    }

    private void call(InvokeInstruction call, int line, List<String> callers) {
        var owner = call.owner().asInternalName();
        var name = call.name().stringValue();
        if (owner.equals(model.thisClass().asInternalName())) {
            method(name, callers);
        } else if (!owner.startsWith(API) && !owner.equals("java/lang/Math") && !owner.equals("java/lang/Integer")) {
            throw broken(line, "a kernel cannot call " + owner.replace('/', '.') + "." + name);
        }
    }

    private KernelFault broken(int line, String rule) {
        return new KernelFault("%s, line %d: %s".formatted(kernel, line, rule));
    }

    /// The names of a kernel's parameters.
    static List<String> parameters(ClassModel model, SerializedLambda lambda) {
        for (var method : model.methods()) {
            if (method.methodName().equalsString(lambda.getImplMethodName())
                    && method.methodType().equalsString(lambda.getImplMethodSignature())) {
                int count = method.methodTypeSymbol().parameterCount();
                var names = new ArrayList<String>();
                method.code()
                        .flatMap(code -> code.findAttribute(Attributes.localVariableTable()))
                        .ifPresent(table -> table.localVariables().stream()
                                .filter(local -> local.startPc() == 0)
                                .sorted(java.util.Comparator.comparingInt(local -> local.slot()))
                                .limit(count)
                                .forEach(local -> names.add(local.name().stringValue())));
                return List.copyOf(names);
            }
        }
        return List.of();
    }
}
