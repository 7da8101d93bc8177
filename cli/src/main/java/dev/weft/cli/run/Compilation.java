package dev.weft.cli.run;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// From a checked kernel to one that can run in this process: for this machine's form of code alone, in memory.
final class Compilation {
    private Compilation() {}

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

    /// The only kernel of a program, for the JVM's own cores.
    static Compiled jvm(Console console, Program program) {
        var found = classes(console, program, target());
        return new Compiled(found.classes().definition(facade(program)), found.cached());
    }

    /// The only kernel of a program, for TornadoVM's devices. TornadoVM itself reads class files from the class path,
    /// where the launcher has put a folder for them.
    static Compiled tornado(Console console, Program program) {
        var found = classes(console, program, Target.TORNADO);
        var folder = System.getProperty("weft.classes", "");
        try {
            var definition = folder.isEmpty()
                    ? found.classes().definition(facade(program))
                    : found.classes().definition(facade(program), Path.of(folder));
            return new Compiled(definition, found.cached());
        } catch (IOException e) {
            throw new Failure("%s: kernels cannot be written there (%s)".formatted(folder, e.getMessage()), e);
        }
    }

    private static KernelCache.Found classes(Console console, Program program, Target target) {
        return KernelCache.get(
                console, program, target, () -> KernelCompiler.shared().compile(sources(program, target)));
    }

    private static List<JavaSource> sources(Program program, Target target) {
        return Pipeline.java(program, Set.of(target)).stream()
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
    }

    /// The class that callers see.
    private static String facade(Program program) {
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
