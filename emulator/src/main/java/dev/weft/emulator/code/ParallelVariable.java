package dev.weft.emulator.code;

import java.lang.classfile.Attributes;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import uk.ac.manchester.tornado.api.annotations.Parallel;

/// The variable of a `@Parallel` loop: where it lives.
///
/// @param start the first instruction after its first store
/// @param end the first instruction that it does not reach
record ParallelVariable(int slot, int start, int end) {
    /// Those of a method, outermost first.
    static List<ParallelVariable> of(CodeAttribute code) {
        return code.findAttribute(Attributes.runtimeVisibleTypeAnnotations()).stream()
                .flatMap(a -> a.annotations().stream())
                .filter(a -> a.annotation()
                        .classSymbol()
                        .equals(Parallel.class.describeConstable().orElseThrow()))
                .flatMap(a -> a.targetInfo() instanceof TypeAnnotation.LocalVarTarget target
                        ? target.table().stream()
                        : Stream.empty())
                .map(place -> new ParallelVariable(
                        place.index(), code.labelToBci(place.startLabel()), code.labelToBci(place.endLabel())))
                .sorted(Comparator.comparingInt(ParallelVariable::start))
                .toList();
    }

    /// Whether an instruction that sets this slot sets this variable.
    ///
    /// @param following the instruction after it
    boolean setBy(int setSlot, int following) {
        return setSlot == slot && start <= following && following <= end;
    }
}
