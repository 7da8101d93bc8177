package dev.weft.cli.run;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.compile.CompiledClasses;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// From a checked kernel to one that can run in this process: for this machine's form of code alone, in memory.
final class Compilation {
    private final Console console;
    private final Program program;
    private final Preparation preparation;

    /// @param program one kernel's
    /// @param preparation what notes the steps
    Compilation(Console console, Program program, Preparation preparation) {
        this.console = console;
        this.program = program;
        this.preparation = preparation;
    }

    /// Starts the Java compiler beside whatever comes before it is needed; it is slow to wake.
    static void wake() {
        Thread.ofPlatform().daemon().name("weft-javac").start(() -> {
            try {
                KernelCompiler.shared().warm();
            } catch (RuntimeException | LinkageError _) {
                // Told when it is asked for.
            }
        });
    }

    /// A kernel that can run.
    ///
    /// @param cached whether its classes were kept from an earlier process
    record Compiled(KernelDefinition definition, boolean cached) {}

    /// The kernel for the JVM's own cores.
    Compiled jvm() {
        return compiled(target(), classes -> classes.definition(facade()));
    }

    /// The kernel for TornadoVM's devices. TornadoVM itself reads class files from the class path,
    /// where the launcher has put a folder for them.
    Compiled tornado() {
        var folder = System.getProperty("weft.classes", "");
        return compiled(
                Target.TORNADO,
                classes -> folder.isEmpty() ? classes.definition(facade()) : written(classes, Path.of(folder)));
    }

    private Compiled compiled(Target target, Function<CompiledClasses, KernelDefinition> load) {
        var found = KernelCache.get(console, program, target, preparation, () -> compile(target));
        return new Compiled(preparation.step("load", () -> load.apply(found.classes())), found.cached());
    }

    private CompiledClasses compile(Target target) {
        var sources = preparation.step("generate", () -> sources(target));
        return preparation.step("compile", () -> KernelCompiler.shared().compile(sources));
    }

    private KernelDefinition written(CompiledClasses classes, Path folder) {
        try {
            return classes.definition(facade(), folder);
        } catch (IOException e) {
            throw new Failure("%s: kernels cannot be written there (%s)".formatted(folder, e.getMessage()), e);
        }
    }

    private List<JavaSource> sources(Target target) {
        return Pipeline.plans(program, target).stream()
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
    }

    /// The class that callers see.
    private String facade() {
        var name = program.kernels().getFirst().name();
        return program.packageName().isEmpty() ? name : program.packageName() + "." + name;
    }

    private static Target target() {
        return switch (JvmSupport.detected().target()) {
            case V512 -> Target.V512;
            case V256 -> Target.V256;
            case V128 -> Target.V128;
            case SCALAR -> Target.SCALAR;
        };
    }
}
