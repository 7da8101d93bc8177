package dev.weft.emulator.kernel;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one iteration of a loop hands to the next must not be what another such variable held: the
/// device's compiler sets one after the other, and the second sees the first's new value.
///
/// Follows copies from variable to variable through a loop's body. What is set under a condition, or
/// in an inner loop, is a new value where the ways meet, and harmless.
final class CarriedRules {
    private final String kernel;
    private final List<CodeElement> elements;
    private final Map<Label, Integer> positions;

    CarriedRules(String kernel, List<CodeElement> elements, Map<Label, Integer> positions) {
        this.kernel = kernel;
        this.elements = elements;
        this.positions = positions;
    }

    void checkLoop(int start, int end) {
        var carried = declaredBefore(start, end);
        var holds = new HashMap<Integer, Integer>();
        carried.forEach(slot -> holds.put(slot, slot));
        var changed = new HashSet<Integer>();
        var lines = new HashMap<Integer, Integer>();
        var previous = (Instruction) null;
        var line = 0;
        for (var i = 0; i <= end; i++) {
            var element = elements.get(i);
            if (element instanceof LineNumber number) {
                line = number.line();
            }
            if (i < start || !(element instanceof Instruction instruction)) {
                continue;
            }
            var set = target(instruction);
            if (set >= 0) {
                changed.add(set);
                lines.put(set, line);
                var source = previous instanceof LoadInstruction load && instruction instanceof StoreInstruction
                        ? holds.get(load.slot())
                        : null;
                if (source == null || isConditional(i, start, end)) {
                    holds.remove(set);
                } else {
                    holds.put(set, source);
                }
            }
            previous = instruction;
        }
        report(carried, holds, changed, lines, start);
    }

    private void report(
            Set<Integer> carried,
            Map<Integer, Integer> holds,
            Set<Integer> changed,
            Map<Integer, Integer> lines,
            int start) {
        for (var slot : carried) {
            var source = holds.get(slot);
            if (source != null && !source.equals(slot) && changed.contains(source)) {
                throw new KernelFault(
                        Kind.RULE,
                        "kernel %s, line %d: carries the old value of %s into the next iteration as %s, while %s changes too: the device's compiler sets one after the other"
                                .formatted(
                                        kernel,
                                        lines.get(slot),
                                        name(source, start),
                                        name(slot, start),
                                        name(source, start)));
            }
        }
    }

    private static int target(Instruction instruction) {
        return switch (instruction) {
            case StoreInstruction store -> store.slot();
            case IncrementInstruction step -> step.slot();
            default -> -1;
        };
    }

    /// Variables that live before the loop and in it.
    private Set<Integer> declaredBefore(int start, int end) {
        var slots = new HashSet<Integer>();
        for (var element : elements) {
            if (element instanceof LocalVariable variable && spans(variable, start) && end > start) {
                slots.add(variable.slot());
            }
        }
        return slots;
    }

    private boolean spans(LocalVariable variable, int start) {
        return positions.getOrDefault(variable.startScope(), 0) <= start
                && positions.getOrDefault(variable.endScope(), Integer.MAX_VALUE) > start;
    }

    private @Nullable String name(int slot, int start) {
        for (var element : elements) {
            if (element instanceof LocalVariable variable && variable.slot() == slot && spans(variable, start)) {
                return variable.name().stringValue();
            }
        }
        return null;
    }

    /// Whether a jump inside the loop may pass a position by, or come back to before it.
    private boolean isConditional(int position, int start, int end) {
        for (var i = start; i < end; i++) {
            if (elements.get(i) instanceof BranchInstruction jump) {
                var target = positions.getOrDefault(jump.target(), i);
                var passes = i < position && target > position && target <= end;
                var returns = i > position && target <= position && target > start;
                if (passes || returns) {
                    return true;
                }
            }
        }
        return false;
    }
}
