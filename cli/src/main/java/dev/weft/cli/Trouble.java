package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.console.Heap;
import dev.weft.cli.console.UsageError;
import dev.weft.cli.draw.Png;
import dev.weft.codegen.UnsupportedTargetException;
import dev.weft.dsl.interpret.InterpretException;
import dev.weft.dsl.model.CompilerBug;
import dev.weft.runtime.BindException;
import dev.weft.runtime.KernelException;
import dev.weft.runtime.OutOfNativeMemoryException;
import dev.weft.runtime.compile.CompilationException;
import dev.weft.runtime.npy.NpyException;
import dev.weft.runtime.tune.TuningException;

/// What a command says when it cannot go on, and its exit status. Never a stack trace, unless
/// `WEFT_DEBUG=1` asks for it.
record Trouble(String message, int status) {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    static Trouble of(Throwable thrown) {
        return switch (thrown) {
            case Specs.Refused _ -> new Trouble("", FAILED);
            case UsageError e -> new Trouble(message(e), MISUSED);
            case Failure e -> new Trouble(message(e), FAILED);
            case BindException e -> new Trouble(message(e), FAILED);
            case TuningException e -> new Trouble(message(e), FAILED);
            case NpyException e -> new Trouble(message(e), FAILED);
            case InterpretException e -> new Trouble(message(e), FAILED);
            case OutOfNativeMemoryException e -> new Trouble(message(e), FAILED);
            case UnsupportedTargetException e -> new Trouble(message(e), FAILED);
            case Png.NoFontException e ->
                new Trouble(
                        message(e) + ". Cure: install a font (on Debian: fonts-dejavu-core), or write an SVG", FAILED);
            case KernelException e -> ofKernel(e);
            case OutOfMemoryError e -> new Trouble(Heap.full(e), FAILED);
            case CompilationException e -> bug("compile", e);
            case CompilerBug e when e.getCause() instanceof OutOfMemoryError cause -> of(cause);
            case CompilerBug e -> bug(e.pass(), e.getCause() == null ? e : e.getCause());
            default -> bug("run", thrown);
        };
    }

    private static Trouble ofKernel(KernelException e) {
        return e.getCause() instanceof OutOfMemoryError cause ? of(cause) : new Trouble(message(e), FAILED);
    }

    private static Trouble bug(String pass, Throwable thrown) {
        var text = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return new Trouble(
                "this is a bug of Weft, in the pass `%s`: %s: %s (WEFT_DEBUG=1 shows where)"
                        .formatted(pass, thrown.getClass().getSimpleName(), text),
                FAILED);
    }

    private static String message(Throwable e) {
        return String.valueOf(e.getMessage());
    }

    /// Shows it.
    void tell(Console console, Throwable thrown) {
        console.clear();
        if (!message.isEmpty()) {
            console.err().println("weft: " + message);
        }
        if ("1".equals(System.getenv("WEFT_DEBUG"))) {
            thrown.printStackTrace(console.err());
        }
    }
}
