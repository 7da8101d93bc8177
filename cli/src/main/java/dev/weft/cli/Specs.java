package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.dsl.Frontend;
import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.dsl.diagnostic.Renderer;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.format.Formatter;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Spec files as commands need them: read, parsed, checked, and their diagnostics shown.
final class Specs {
    private final Console console;

    Specs(Console console) {
        this.console = console;
    }

    /// A kernel that was asked for, and the program that it is the only kernel of.
    record Chosen(Program program, Kernel kernel) implements Choice {}

    /// A stack that was asked for, and the program that has it alone, with the kernels of its layers.
    record ChosenStack(Program program, Stack stack) implements Choice {}

    /// What was asked for.
    sealed interface Choice {}

    /// Reads a file; bytes that are no UTF-8 become replacement characters, which the parser tells of.
    ///
    /// @throws Failure if it cannot be read
    SourceText read(Path file) {
        if (Files.isDirectory(file)) {
            throw new Failure(file + ": is a directory, not a spec");
        }
        try {
            return new SourceText(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new Failure(file + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new Failure(file + ": may not be read", e);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// All kernels of a file.
    ///
    /// @throws Refused after the diagnostics have been shown
    Program program(Path file) {
        var source = read(file);
        return accept(SourceRoot.of(file, source).front().program(source));
    }

    /// One kernel: the named one, or the only one. The others of the file are not looked at.
    ///
    /// @param name empty if none was named
    /// @throws Refused after the diagnostics have been shown
    Chosen kernel(Path file, String name) {
        return kernel(file, read(file), name);
    }

    /// The same of a file that was read before.
    Chosen kernel(Path file, SourceText source, String name) {
        return switch (choice(file, source, name)) {
            case Chosen chosen -> chosen;
            case ChosenStack(var program, var stack) -> throw refused(file, program, stack);
        };
    }

    /// What is said of a stack where only a kernel will do.
    static Failure refused(Path file, Program program, Stack stack) {
        return new Failure("%s: %s is a stack; choose one of its layers' kernels: --kernel %s"
                .formatted(
                        file,
                        stack.name(),
                        String.join(
                                " | ",
                                program.kernels().stream().map(Kernel::name).toList())));
    }

    /// One kernel or stack: the named one, or the only one.
    Choice choice(Path file, SourceText source, String name) {
        Frontend front = SourceRoot.of(file, source).front();
        var program = accept(front.kernel(source, name.isEmpty() ? only(file, accept(front.kernels(source))) : name));
        return program.stacks().isEmpty()
                ? new Chosen(program, program.kernels().getFirst())
                : new ChosenStack(program, program.stacks().getFirst());
    }

    /// The text of a source in its one layout.
    ///
    /// @throws Refused after the mistakes that keep it from being read have been shown
    String formatted(SourceText source) {
        return accept(Formatter.format(source));
    }

    private static String only(Path file, List<String> kernels) {
        if (kernels.isEmpty()) {
            throw new Failure(file + ": has no kernel");
        }
        if (kernels.size() > 1) {
            throw new Failure("%s: has %d kernels, choose one: --kernel %s"
                    .formatted(file, kernels.size(), String.join(" | ", kernels)));
        }
        return kernels.getFirst();
    }

    private <T> T accept(Result<T> result) {
        show(result.diagnostics());
        return switch (result) {
            case Result.Ok<T>(var value, var _) -> value;
            case Result.Refused<T>(var _) -> throw new Refused();
        };
    }

    private void show(List<Diagnostic> diagnostics) {
        if (!diagnostics.isEmpty()) {
            console.clear();
            var renderer = console.terminal() ? Renderer.coloured() : Renderer.plain();
            console.err().print(renderer.render(diagnostics));
        }
    }

    /// Diagnostics have been shown; the command ends with status 1.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
