package dev.weft.emulator.kernel;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.Limits;
import dev.weft.emulator.kernel.KernelCode.Located;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the device's compiler refuses or gets wrong, as far as the class file shows it. Recursion is
/// refused where helpers are gathered; loops have rules of their own.
final class KernelRules {
    private static final Set<String> RESERVED = Set.of(
            "kernel",
            "global",
            "local",
            "constant",
            "private",
            "half",
            "uchar",
            "ushort",
            "uint",
            "ulong",
            "image",
            "sampler",
            "event",
            "restrict",
            "barrier",
            "main");

    private final String kernel;
    private final KernelReference reference;
    private final Limits limits;

    private KernelRules(KernelReference reference, Limits limits) {
        this.kernel = reference.name();
        this.reference = reference;
        this.limits = limits;
    }

    static void check(KernelCode code, Limits limits) {
        var rules = new KernelRules(code.reference(), limits);
        if (RESERVED.contains(code.reference().method())) {
            throw rules.broken(0, "the name is a word of OpenCL C. Rename the method");
        }
        rules.checkTypes(code.reference().type().descriptorString(), 0);
        if (isContext(code.reference()) && !ParallelLoop.of(code.kernel()).isEmpty()) {
            throw rules.broken(0, "has both a context and parallel loops. Use one or the other");
        }
        for (var method : code.methods().values()) {
            rules.check(method);
        }
    }

    private static boolean isContext(KernelReference reference) {
        return reference.type().parameterCount() > 0
                && reference.type().parameterType(0).descriptorString().equals("L" + Names.CONTEXT + ";");
    }

    private void check(MethodModel method) {
        var instructions = KernelCode.instructions(method);
        new LoopRules(kernel).check(method);
        checkSizes(instructions);
        var previous = (Instruction) null;
        for (var located : instructions) {
            check(located.instruction(), previous, located.line());
            previous = located.instruction();
        }
    }

    private void check(Instruction instruction, @Nullable Instruction previous, int line) {
        switch (instruction) {
            case ThrowInstruction _ -> throw broken(line, "throws an exception, which devices have not");
            case InvokeDynamicInstruction _ ->
                throw broken(line, "uses invokedynamic (a lambda, a string, a pattern), which devices have not");
            case MonitorInstruction _ -> throw broken(line, "synchronises, which devices do not");
            case NewMultiArrayInstruction _ -> throw broken(line, "allocates an array of arrays. Use one array");
            case NewReferenceArrayInstruction made
            when !isHalf(made) -> throw broken(line, "allocates an array of objects. Use numbers");
            case NewPrimitiveArrayInstruction made
            when made.typeKind() == TypeKind.BOOLEAN -> throw broken(line, "allocates a boolean array. Use int");
            case NewObjectInstruction made
            when !made.className().asInternalName().equals(Names.HALF) ->
                throw broken(
                        line, "makes an object of class " + made.className().asInternalName() + ". Use numbers");
            case OperatorInstruction operator
            when comparesDoubles(operator) && isInfinite(previous) ->
                throw broken(
                        line,
                        "compares a double with an infinity, which the device's compiler refuses. Compare with Double.MAX_VALUE");
            case OperatorInstruction operator -> checkOperator(operator.opcode(), line);
            case FieldInstruction field -> checkField(field, line);
            case InvokeInstruction call -> checkCall(call, line);
            case StoreInstruction store
            when store.typeKind() == TypeKind.REFERENCE
                    && previous instanceof LoadInstruction load
                    && load.typeKind() == TypeKind.REFERENCE ->
                throw broken(line, "gives an array a second name, which the device's compiler gets wrong");
            default -> {}
        }
    }

    private static boolean comparesDoubles(OperatorInstruction operator) {
        return operator.opcode() == Opcode.DCMPL || operator.opcode() == Opcode.DCMPG;
    }

    private static boolean isInfinite(@Nullable Instruction instruction) {
        return instruction instanceof ConstantInstruction constant
                && constant.constantValue() instanceof Double value
                && Double.isInfinite(value);
    }

    private static boolean isHalf(NewReferenceArrayInstruction made) {
        return made.componentType().asInternalName().equals(Names.HALF);
    }

    private void checkOperator(Opcode opcode, int line) {
        switch (opcode) {
            case IUSHR, LUSHR ->
                throw broken(
                        line,
                        "shifts with >>>, which the device's compiler turns into >>. Use (x >> k) & ((1 << (32 - k)) - 1)");
            case FREM, DREM -> throw broken(line, "takes the remainder of floats, which the device's compiler refuses");
            case DADD, DSUB, DMUL, DDIV, DNEG -> checkDoubles(line);
            default -> {}
        }
    }

    private void checkDoubles(int line) {
        if (!limits.fp64()) {
            throw broken(line, "computes with doubles, which the device has not");
        }
    }

    private void checkField(FieldInstruction field, int line) {
        var owner = field.owner().asInternalName();
        if (field.opcode() != Opcode.GETFIELD || !owner.equals(Names.CONTEXT)) {
            throw broken(
                    line,
                    "uses field %s. Pass what a kernel needs as arguments, and write constants as static final numbers"
                            .formatted(field.name().stringValue()));
        }
    }

    private void checkCall(InvokeInstruction call, int line) {
        var owner = call.owner().asInternalName();
        var name = call.name().stringValue();
        checkTypes(call.type().stringValue(), line);
        if (owner.startsWith(Names.ARRAYS)) {
            checkTypes("L" + owner + ";", line);
        }
        if (!owner.equals(reference.owner())) {
            Calls.refusal(owner, name, call.type().stringValue()).ifPresent(why -> {
                throw broken(line, "calls %s.%s: %s".formatted(owner.substring(owner.lastIndexOf('/') + 1), name, why));
            });
        }
    }

    private void checkTypes(String descriptor, int line) {
        if (!limits.fp16() && (descriptor.contains(Names.HALF) || descriptor.contains("HalfFloatArray"))) {
            throw broken(line, "uses 16-bit floats, which the device has not");
        }
        if (descriptor.contains("DoubleArray")) {
            checkDoubles(line);
        }
    }

    /// Arrays whose size comes from the context, directly or through a variable.
    private void checkSizes(List<Located> instructions) {
        var ofContext = new HashSet<Integer>();
        var previous = (Instruction) null;
        for (var located : instructions) {
            var instruction = located.instruction();
            if (instruction instanceof StoreInstruction store && isUnboxing(previous)) {
                ofContext.add(store.slot());
            }
            if (allocates(instruction)
                    && (isUnboxing(previous)
                            || (previous instanceof LoadInstruction load && ofContext.contains(load.slot())))) {
                throw broken(
                        located.line(),
                        "allocates an array whose size comes from the context. Use a constant or a scalar argument");
            }
            previous = instruction;
        }
    }

    private static boolean isUnboxing(@Nullable Instruction instruction) {
        return instruction instanceof InvokeInstruction call
                && call.name().equalsString("intValue")
                && call.owner().asInternalName().equals("java/lang/Integer");
    }

    private static boolean allocates(Instruction instruction) {
        return instruction instanceof NewPrimitiveArrayInstruction
                || (instruction instanceof InvokeInstruction call
                        && Types.ofAllocator(call.name().stringValue()).isPresent());
    }

    private KernelFault broken(int line, String what) {
        return new KernelFault(
                Kind.RULE,
                line == 0
                        ? "kernel %s: %s".formatted(kernel, what)
                        : "kernel %s, line %d: %s".formatted(kernel, line, what));
    }
}
