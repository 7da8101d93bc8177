package dev.weft.emulator.kernel;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A kernel's method and the helpers that it reaches, as compiled.
///
/// @param methods name and descriptor to method, the kernel's first
record KernelCode(KernelReference reference, Map<String, MethodModel> methods) {
    static KernelCode of(KernelReference reference) {
        var file = reference.classFile();
        var reached = new LinkedHashMap<String, MethodModel>();
        var path = new ArrayList<String>();
        reach(reference, file, reference.method() + reference.type().descriptorString(), reached, path);
        return new KernelCode(reference, reached);
    }

    private static void reach(
            KernelReference reference,
            ClassModel file,
            String key,
            Map<String, MethodModel> reached,
            List<String> path) {
        if (path.contains(key)) {
            throw new KernelFault(
                    Kind.RULE,
                    "kernel %s: %s calls itself; kernels may not recur"
                            .formatted(reference.name(), key.substring(0, key.indexOf('('))));
        }
        var method = file.methods().stream()
                .filter(m -> (m.methodName().stringValue() + m.methodType().stringValue()).equals(key))
                .findFirst()
                .orElseThrow(() -> new KernelFault(
                        Kind.KERNEL, "kernel %s: no method %s in its class".formatted(reference.name(), key)));
        reached.putIfAbsent(key, method);
        path.add(key);
        for (var element : code(method)) {
            if (element instanceof InvokeInstruction call
                    && call.opcode() == Opcode.INVOKESTATIC
                    && call.owner().asInternalName().equals(reference.owner())) {
                reach(reference, file, call.name().stringValue() + call.type().stringValue(), reached, path);
            }
        }
        path.removeLast();
    }

    static CodeModel code(MethodModel method) {
        return method.code()
                .orElseThrow(() -> new KernelFault(
                        Kind.KERNEL, "method " + method.methodName().stringValue() + " has no code"));
    }

    MethodModel kernel() {
        return methods.values().iterator().next();
    }

    /// The names of the kernel's parameters, which the local variable table alone knows.
    List<String> parameters() {
        var names = new ArrayList<String>();
        var slot = 0;
        for (var type : reference.type().parameterList()) {
            names.add(variable(kernel(), slot));
            slot += slots(type.descriptorString());
        }
        return names;
    }

    static int slots(String descriptor) {
        return descriptor.equals("J") || descriptor.equals("D") ? 2 : 1;
    }

    /// The slots that hold a method's parameters.
    static int parameterSlots(MethodTypeDesc type) {
        return type.parameterList().stream()
                .mapToInt(parameter -> slots(parameter.descriptorString()))
                .sum();
    }

    private String variable(MethodModel method, int slot) {
        for (var element : code(method)) {
            if (element instanceof LocalVariable variable && variable.slot() == slot) {
                return variable.name().stringValue();
            }
        }
        throw new KernelFault(
                Kind.RULE,
                "kernel %s has no table of local variables, without which the device's compiler fails. Compile it with javac -g"
                        .formatted(reference.name()));
    }

    /// Each instruction with its line.
    static List<Located> instructions(MethodModel method) {
        var located = new ArrayList<Located>();
        var line = 0;
        for (var element : code(method)) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else if (element instanceof Instruction instruction) {
                located.add(new Located(instruction, line));
            }
        }
        return located;
    }

    /// An instruction and the line it comes from.
    record Located(Instruction instruction, int line) {}
}
