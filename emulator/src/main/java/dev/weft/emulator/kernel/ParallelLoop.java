package dev.weft.emulator.kernel;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LocalVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// A local variable marked as parallel: where it lives, and from where to where.
record ParallelLoop(String variable, int slot, Label start, Label end) {
    /// In the order of their start, outermost first.
    static List<ParallelLoop> of(MethodModel method) {
        var code = KernelCode.code(method);
        var positions = new HashMap<Label, Integer>();
        for (var element : code) {
            if (element instanceof LabelTarget target) {
                positions.put(target.label(), positions.size());
            }
        }
        var loops = new ArrayList<ParallelLoop>();
        code.findAttribute(Attributes.runtimeVisibleTypeAnnotations())
                .map(RuntimeVisibleTypeAnnotationsAttribute::annotations)
                .orElse(List.of())
                .forEach(annotation -> add(code, annotation, loops));
        loops.sort(Comparator.comparing(loop -> positions.getOrDefault(loop.start, 0)));
        return loops;
    }

    private static void add(CodeModel code, TypeAnnotation annotation, List<ParallelLoop> loops) {
        if (annotation.annotation().className().equalsString(Names.PARALLEL)
                && annotation.targetInfo() instanceof TypeAnnotation.LocalVarTarget target) {
            for (var range : target.table()) {
                loops.add(new ParallelLoop(name(code, range), range.index(), range.startLabel(), range.endLabel()));
            }
        }
    }

    private static String name(CodeModel code, TypeAnnotation.LocalVarTargetInfo range) {
        for (var element : code) {
            if (element instanceof LocalVariable variable
                    && variable.slot() == range.index()
                    && variable.startScope().equals(range.startLabel())) {
                return variable.name().stringValue();
            }
        }
        return "variable " + range.index();
    }
}
