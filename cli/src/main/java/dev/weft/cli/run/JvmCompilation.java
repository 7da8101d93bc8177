package dev.weft.cli.run;

import dev.weft.codegen.Pipeline;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Program;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.compile.JavaSource;
import dev.weft.runtime.compile.KernelCompiler;
import java.util.EnumSet;

/// From a checked kernel to one that can run in this process: for this machine's form of code alone, in memory.
final class JvmCompilation {
    private JvmCompilation() {}

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

    static KernelDefinition definition(Program program, Attention kernel) {
        var sources = Pipeline.java(program, kernel, EnumSet.of(form()));
        var compiled = KernelCompiler.shared()
                .compile(sources.stream()
                        .map(source -> new JavaSource(source.qualifiedName(), source.text()))
                        .toList());
        return compiled.definition(sources.getFirst().qualifiedName());
    }

    private static JvmForm form() {
        return switch (JvmSupport.detected().target()) {
            case V512 -> JvmForm.V512;
            case V256 -> JvmForm.V256;
            case V128 -> JvmForm.V128;
            case SCALAR -> JvmForm.SCALAR;
        };
    }
}
