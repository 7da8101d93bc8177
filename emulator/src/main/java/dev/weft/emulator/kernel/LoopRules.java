package dev.weft.emulator.kernel;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.ReturnInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A loop has one exit: its condition. As javac lays loops out, one is the code from the target of a
/// backward jump to that jump; its condition leaves by conditional jumps, all to one place, while
/// `break` and `return` leave by others.
final class LoopRules {
    private final String kernel;

    LoopRules(String kernel) {
        this.kernel = kernel;
    }

    void check(MethodModel method) {
        List<CodeElement> elements = KernelCode.code(method).elementList();
        var positions = new HashMap<Label, Integer>();
        for (var i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof LabelTarget target) {
                positions.put(target.label(), i);
            }
        }
        var carried = new CarriedRules(kernel, elements, positions);
        loops(elements, positions).forEach((start, end) -> {
            checkLoop(elements, positions, start, end);
            carried.checkLoop(start, end);
        });
    }

    /// First to last position of each loop.
    private static Map<Integer, Integer> loops(List<CodeElement> elements, Map<Label, Integer> positions) {
        var loops = new TreeMap<Integer, Integer>();
        for (var i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof BranchInstruction jump) {
                var target = positions.getOrDefault(jump.target(), i);
                if (target < i) {
                    loops.merge(target, i, Math::max);
                }
            }
        }
        return loops;
    }

    private void checkLoop(List<CodeElement> elements, Map<Label, Integer> positions, int start, int end) {
        var exit = -1;
        var line = 0;
        for (var i = 0; i <= end; i++) {
            var element = elements.get(i);
            if (element instanceof LineNumber number) {
                line = number.line();
            }
            if (i < start) {
                continue;
            }
            if (element instanceof ReturnInstruction) {
                throw broken(line, "returns from inside a loop");
            }
            if (element instanceof BranchInstruction jump) {
                var target = positions.getOrDefault(jump.target(), i);
                var leaves = target < start || target > end;
                if (leaves && isPlain(jump)) {
                    throw broken(line, "leaves a loop by a jump (break, or continue of an outer loop)");
                }
                if (leaves && exit >= 0 && exit != target) {
                    throw broken(line, "leaves a loop to two places");
                }
                exit = leaves ? target : exit;
            }
        }
    }

    private static boolean isPlain(BranchInstruction jump) {
        return jump.opcode() == Opcode.GOTO || jump.opcode() == Opcode.GOTO_W;
    }

    private KernelFault broken(int line, String what) {
        return new KernelFault(
                Kind.RULE,
                "kernel %s, line %d: %s, which the device's compiler gets wrong. A loop ends by its condition alone"
                        .formatted(kernel, line, what));
    }
}
