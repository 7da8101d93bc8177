package dev.weft.emulator.kernel;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A parallel loop of the form `for (int i = …; condition; i += constant)` whose body does not change `i`: its
/// iterations are known before any of them runs.
///
/// @param exit position of the condition's jump to the end
/// @param step position of the variable's change
record PlainLoop(int exit, int step) {
    static Optional<PlainLoop> of(ParallelLoop loop, List<CodeElement> elements) {
        int start = position(loop.start(), elements);
        int end = position(loop.end(), elements);
        if (start < 0 || end < 0) {
            return Optional.empty();
        }
        int back = instructionBefore(end, elements);
        int step = instructionBefore(back, elements);
        int exit = firstJump(start, end, elements);
        var inside = labels(elements.subList(start, end));
        boolean plain = step > exit
                && elements.get(back) instanceof BranchInstruction jump
                && jump.opcode() == Opcode.GOTO
                && jump.target().equals(loop.start())
                && elements.get(step) instanceof IncrementInstruction increment
                && increment.slot() == loop.slot()
                && elements.get(exit) instanceof BranchInstruction condition
                && condition.target().equals(loop.end());
        for (int at = start; plain && at < end; at++) {
            plain = at == exit || at == back || at == step || staysInside(elements.get(at), loop.slot(), inside);
        }
        return plain ? Optional.of(new PlainLoop(exit, step)) : Optional.empty();
    }

    /// Neither leaves the loop nor changes its variable.
    private static boolean staysInside(CodeElement element, int slot, Set<Label> inside) {
        return switch (element) {
            case BranchInstruction jump -> inside.contains(jump.target());
            case StoreInstruction store -> store.slot() != slot;
            case IncrementInstruction increment -> increment.slot() != slot;
            case ReturnInstruction _ -> false;
            default -> true;
        };
    }

    private static int position(Label label, List<CodeElement> elements) {
        for (int at = 0; at < elements.size(); at++) {
            if (elements.get(at) instanceof LabelTarget target && target.label().equals(label)) {
                return at;
            }
        }
        return -1;
    }

    private static int instructionBefore(int position, List<CodeElement> elements) {
        int at = position - 1;
        while (at > 0 && !(elements.get(at) instanceof Instruction)) {
            at--;
        }
        return Math.max(0, at);
    }

    private static int firstJump(int start, int end, List<CodeElement> elements) {
        int at = start;
        while (at < end && !(elements.get(at) instanceof BranchInstruction)) {
            at++;
        }
        return at;
    }

    private static Set<Label> labels(List<CodeElement> elements) {
        var labels = new HashSet<Label>();
        for (var element : elements) {
            if (element instanceof LabelTarget target) {
                labels.add(target.label());
            }
        }
        return labels;
    }
}
