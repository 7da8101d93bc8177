package dev.weft.cli.run;

import dev.weft.cli.console.Failure;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.dsl.model.Attention;
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

    /// The kernel for the JVM's own cores.
    static KernelDefinition jvm(Program program, Attention kernel) {
        return compile(sources(program, kernel, target()));
    }

    /// The kernel for TornadoVM's devices. TornadoVM itself reads class files from the class path, where the launcher
    /// has
    /// put a folder for them.
    static KernelDefinition tornado(Program program, Attention kernel) {
        var sources = sources(program, kernel, Target.TORNADO);
        var folder = System.getProperty("weft.classes", "");
        if (folder.isEmpty()) {
            return compile(sources);
        }
        try {
            return KernelCompiler.shared().compile(sources, Path.of(folder));
        } catch (IOException e) {
            throw new Failure("%s: kernels cannot be written there (%s)".formatted(folder, e.getMessage()), e);
        }
    }

    private static List<JavaSource> sources(Program program, Attention kernel, Target target) {
        return Pipeline.java(program, kernel, Set.of(target)).stream()
                .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                .toList();
    }

    private static KernelDefinition compile(List<JavaSource> sources) {
        return KernelCompiler.shared()
                .compile(sources)
                .definition(sources.getFirst().className());
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
