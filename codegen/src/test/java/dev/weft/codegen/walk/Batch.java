package dev.weft.codegen.walk;

import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.compile.CompiledClasses;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.util.List;

/// Kernels of many specs, made by one run of the Java compiler: starting it costs more than a kernel does.
record Batch(List<Spec> specs, CompiledClasses classes) {
    static Batch of(List<Spec> specs) {
        var sources = specs.stream()
                .flatMap(spec -> spec.sources(Forms.targets(spec)).stream())
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
        return new Batch(specs, KernelCompiler.shared().compile(sources));
    }

    KernelDefinition kernel(Spec spec) {
        return classes.definition(spec.facade());
    }
}
