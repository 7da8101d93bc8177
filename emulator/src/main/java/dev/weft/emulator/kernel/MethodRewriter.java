package dev.weft.emulator.kernel;

import dev.weft.emulator.memory.Allocation;
import dev.weft.emulator.memory.Hooks;
import java.lang.classfile.Attribute;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CustomAttribute;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rewrites one method, instruction by instruction.
final class MethodRewriter {
    private static final ClassDesc HOOKS = Types.desc(Hooks.class);
    private static final ClassDesc ALLOCATION = Types.desc(Allocation.class);
    private static final ClassDesc CONTEXT = ClassDesc.ofInternalName(Names.CONTEXT);
    private static final MethodTypeDesc DIVISION =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private final KernelReference reference;
    private final MethodModel method;
    private final boolean isKernel;
    private final List<ParallelLoop> loops;
    private final Sites sites;
    private final int parameterSlots;

    private int line;
    private @Nullable Instruction previous;

    MethodRewriter(
            KernelReference reference, MethodModel method, boolean isKernel, List<ParallelLoop> loops, Sites sites) {
        this.reference = reference;
        this.method = method;
        this.isKernel = isKernel;
        this.loops = loops;
        this.sites = sites;
        this.parameterSlots = KernelCode.parameterSlots(method.methodTypeSymbol());
    }

    void write(CodeBuilder out) {
        if (!isKernel) {
            announceArrays(out);
        }
        var elements = KernelCode.code(method).elementList();
        var parallel = new LoopRewriter(loops, elements, out);
        for (int position = 0; position < elements.size(); position++) {
            var element = elements.get(position);
            parallel.before(out, position);
            if (Contraction.begins(elements, position)) {
                Contraction.write(out, element);
            } else if (!Contraction.begins(elements, position - 1)) {
                rewrite(out, element, parallel);
            }
            parallel.after(out, position);
            if (element instanceof Instruction instruction) {
                previous = instruction;
            }
        }
    }

    /// A helper tells which arrays it gets.
    private void announceArrays(CodeBuilder out) {
        var slot = 0;
        for (var type : method.methodTypeSymbol().parameterList()) {
            if (!Types.map(type).equals(type)) {
                out.aload(slot);
                out.invokestatic(HOOKS, "passed", MethodTypeDesc.of(ConstantDescs.CD_void, Types.CELLS));
            }
            slot += KernelCode.slots(type.descriptorString());
        }
    }

    private void rewrite(CodeBuilder out, CodeElement element, LoopRewriter parallel) {
        switch (element) {
            case LocalVariable _, LocalVariableType _, CustomAttribute<?> _ -> {}
            case LineNumber number -> {
                line = number.line();
                out.with(number);
            }
            case LabelTarget target -> {
                out.with(target);
                parallel.label(out, target);
            }
            case NewPrimitiveArrayInstruction made -> allocate(out, Types.ofKind(made.typeKind()));
            case NewReferenceArrayInstruction made ->
                allocate(
                        out,
                        Types.ofElement(made.componentType().asSymbol().descriptorString())
                                .orElseThrow());
            case ArrayLoadInstruction load -> {
                var type = Types.ofKind(load.typeKind());
                out.invokevirtual(type.cells(), "get", type.getter());
            }
            case ArrayStoreInstruction store -> {
                var type = Types.ofKind(store.typeKind());
                out.invokevirtual(type.cells(), "set", type.setter());
            }
            case TypeCheckInstruction check ->
                out.checkcast(Types.map(check.type().asSymbol()));
            case OperatorInstruction operator -> operate(out, operator);
            case InvokeInstruction call -> call(out, call);
            case IncrementInstruction step -> {
                out.with(step);
                parallel.moved(out, step.slot());
            }
            case StoreInstruction store -> {
                out.with(store);
                parallel.moved(out, store.slot());
            }
            case Attribute<?> _ -> {}
            default -> out.with(element);
        }
    }

    private void allocate(CodeBuilder out, Types type) {
        out.loadConstant(line);
        out.invokestatic(
                ALLOCATION,
                type.factory(),
                MethodTypeDesc.of(type.cells(), ConstantDescs.CD_int, ConstantDescs.CD_int));
    }

    private void operate(CodeBuilder out, OperatorInstruction operator) {
        if (operator.opcode() == Opcode.ARRAYLENGTH) {
            out.invokevirtual(Types.CELLS, "size", MethodTypeDesc.of(ConstantDescs.CD_int));
        } else if (operator.opcode() == Opcode.IDIV && divisorIsKnown()) {
            out.invokestatic(HOOKS, "divide", DIVISION);
        } else {
            out.with(operator);
        }
    }

    /// Whether the device's compiler knows what an instruction divides by: constants, and scalars
    /// that are arguments of the task.
    private boolean divisorIsKnown() {
        return switch (previous) {
            case ConstantInstruction _ -> true;
            case LoadInstruction load -> isKernel && load.slot() < parameterSlots;
            case null, default -> false;
        };
    }

    private void call(CodeBuilder out, InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        var name = call.name().stringValue();
        if (owner.equals(Names.CONTEXT)) {
            callContext(out, call, name);
        } else if (owner.equals(reference.owner())) {
            out.invokestatic(call.owner().asSymbol(), name, Types.map(call.typeSymbol()));
        } else if (owner.equals("java/lang/Math")
                && name.equals("floorDiv")
                && call.typeSymbol().equals(DIVISION)
                && divisorIsKnown()) {
            out.invokestatic(HOOKS, "floorDivide", DIVISION);
        } else {
            out.with(call);
        }
    }

    private void callContext(CodeBuilder out, InvokeInstruction call, String name) {
        var local = Types.ofAllocator(name);
        if (local.isPresent()) {
            out.loadConstant(line);
            out.loadConstant(isKernel ? 1 : 0);
            out.invokestatic(
                    ALLOCATION,
                    local.get().factory(),
                    MethodTypeDesc.of(
                            local.get().cells(),
                            CONTEXT,
                            ConstantDescs.CD_int,
                            ConstantDescs.CD_int,
                            ConstantDescs.CD_boolean));
        } else if (name.equals("localBarrier") || name.equals("globalBarrier")) {
            out.loadConstant(sites.next(line, name.equals("globalBarrier")));
            out.invokestatic(HOOKS, "barrier", MethodTypeDesc.of(ConstantDescs.CD_void, CONTEXT, ConstantDescs.CD_int));
        } else if (name.equals("atomicAdd")) {
            out.invokestatic(HOOKS, "atomicAdd", Types.map(call.typeSymbol()).insertParameterTypes(0, CONTEXT));
        } else {
            out.with(call);
        }
    }
}
