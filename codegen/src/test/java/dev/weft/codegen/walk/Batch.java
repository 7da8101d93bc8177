package dev.weft.codegen.walk;

import dev.weft.codegen.Target;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Kernels of many specs, made by one run of the Java compiler: starting it costs more than a kernel does.
record Batch(List<Spec> specs, Function<String, KernelDefinition> definitions) {
    static Batch of(List<Spec> specs) {
        return of(specs, Forms::targets);
    }

    static Batch of(List<Spec> specs, Function<Spec, Set<Target>> targets) {
        var classes = KernelCompiler.shared().compile(sources(specs, targets));
        return new Batch(specs, classes::definition);
    }

    /// The same in a folder of the class path, where TornadoVM looks for kernels.
    static Batch into(Path folder, List<Spec> specs, Set<Target> targets) throws IOException {
        var classes = KernelCompiler.shared().compile(sources(specs, _ -> targets));
        var _ = classes.definition(specs.getFirst().facade(), folder);
        return new Batch(specs, Batch::loaded);
    }

    private static KernelDefinition loaded(String facade) {
        try {
            return (KernelDefinition)
                    Class.forName(facade).getField("DEFINITION").get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(facade, e);
        }
    }

    private static List<JavaSource> sources(List<Spec> specs, Function<Spec, Set<Target>> targets) {
        return specs.stream()
                .flatMap(spec -> spec.sources(targets.apply(spec)).stream())
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
    }

    KernelDefinition kernel(Spec spec) {
        return definitions.apply(spec.facade());
    }
}
