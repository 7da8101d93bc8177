package dev.weft.bench.startup;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.dsl.Frontend;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.Device;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.Plan;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.util.List;
import java.util.Set;

/// Compiles one spec after another in this process, as a program does that makes kernels while it runs.
final class WarmProcess {
    private final Frontend front = Frontend.of(List.of(), "");
    private final Target target = Target.valueOf(JvmSupport.detected().target().name());
    private final int[] sizes = NewSpec.SIZES.stream()
            .mapToInt(size -> Integer.parseInt(size.substring(size.indexOf('=') + 1)))
            .toArray();

    /// Seconds from a spec's text to a kernel that can run.
    double toKernel(NewSpec spec) {
        var start = System.nanoTime();
        var plan = plan(spec);
        var seconds = 1e-9 * (System.nanoTime() - start);
        plan.close();
        return seconds;
    }

    private Plan plan(NewSpec spec) {
        var sources = Pipeline.plans(program(spec), target).stream()
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
        var definition = KernelCompiler.shared().compile(sources).definition(spec.name());
        return Device.jvm().plan(definition, Set.of(), sizes);
    }

    private Program program(NewSpec spec) {
        return switch (front.program(new SourceText(spec.name() + ".weft", spec.text()))) {
            case Result.Ok(var program, var _) -> program;
            case Result.Refused<Program> refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
