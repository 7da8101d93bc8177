package dev.weft.codegen.walk;

import dev.weft.codegen.Target;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.compile.CompiledClasses;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Kernels of many specs, made by one run of the Java compiler: starting it costs more than a kernel does.
record Batch(List<Spec> specs, CompiledClasses classes) {
    static Batch of(List<Spec> specs) {
        return of(specs, Forms::targets);
    }

    static Batch of(List<Spec> specs, Function<Spec, Set<Target>> targets) {
        var sources = specs.stream()
                .flatMap(spec -> spec.sources(targets.apply(spec)).stream())
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
        return new Batch(specs, KernelCompiler.shared().compile(sources));
    }

    KernelDefinition kernel(Spec spec) {
        return classes.definition(spec.facade());
    }
}
