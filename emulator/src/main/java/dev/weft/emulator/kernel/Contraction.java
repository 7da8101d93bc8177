package dev.weft.emulator.kernel;

import dev.weft.emulator.memory.Hooks;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// A product that is added to what lies below it, `sum + a * b`: TornadoVM rounds it once, with the sum.
final class Contraction {
    private Contraction() {}

    /// Whether a product stands at the position, and its sum next to it.
    static boolean begins(List<CodeElement> elements, int position) {
        if (position < 0 || position + 1 >= elements.size()) {
            return false;
        }
        var product = opcode(elements.get(position));
        var sum = opcode(elements.get(position + 1));
        return product == Opcode.FMUL ? sum == Opcode.FADD : product == Opcode.DMUL && sum == Opcode.DADD;
    }

    /// Writes both for a product.
    static void write(CodeBuilder out, CodeElement product) {
        var type = opcode(product) == Opcode.FMUL ? ConstantDescs.CD_float : ConstantDescs.CD_double;
        out.invokestatic(Types.desc(Hooks.class), "contract", MethodTypeDesc.of(type, type, type, type));
    }

    private static Opcode opcode(CodeElement element) {
        return element instanceof OperatorInstruction operator ? operator.opcode() : Opcode.NOP;
    }
}
