package dev.weft.dsl.check;

import dev.weft.dsl.check.kernel.AttentionCheck;
import dev.weft.dsl.check.kernel.ScanCheck;
import dev.weft.dsl.check.kernel.StackCheck;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.check.names.Modules;
import dev.weft.dsl.check.report.Report;
import dev.weft.dsl.check.report.Suggestions;
import dev.weft.dsl.check.types.Bodies;
import dev.weft.dsl.diagnostic.Code;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.syntax.Declaration;
import dev.weft.dsl.syntax.SpecFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out what a file means: all of its errors, or the program.
///
/// @param library where imports are found
/// @param defaultPackage the Java package of a file that names none; may be empty
public record Checker(Library library, String defaultPackage) {
    /// Checks every kernel of `file`; a file without a `package` line has the empty package.
    public static Result<Program> check(SpecFile file, Library library) {
        return new Checker(library, "").check(file);
    }

    /// Checks every kernel of `file`.
    public Result<Program> check(SpecFile file) {
        var report = new Report();
        var module = Modules.load(file, library, report);
        return program(file, module, List.copyOf(module.kernels().values()), report);
    }

    /// Checks the kernel `name` alone; what is wrong in the other kernels of `file` does not matter.
    public Result<Program> check(SpecFile file, String name) {
        var report = new Report();
        var module = Modules.load(file, library, report);
        var kernel = module.kernels().get(name);
        if (kernel == null) {
            report.error(
                    Code.UNKNOWN_KERNEL,
                    "there is no kernel `" + name + "` in " + file.source().name(),
                    new Span(file.source(), 0, 0),
                    Suggestions.hint(name, module.kernels().keySet(), "asked for by name"),
                    "the file has "
                            + (module.kernels().isEmpty()
                                    ? "none"
                                    : String.join(", ", module.kernels().keySet())));
            return new Result.Refused<>(report.diagnostics());
        }
        return program(file, module, List.of(kernel), report);
    }

    /// Checks every kernel of `file` for somebody who asks about its names, whether it is right or not.
    public Study study(SpecFile file) {
        var report = new Report();
        var module = Modules.load(file, library, report);
        var _ = program(file, module, List.copyOf(module.kernels().values()), report);
        return new Study(module, report.diagnostics(), report.meanings());
    }

    private Result<Program> program(SpecFile file, Module module, List<Declaration.Kernel> kernels, Report report) {
        module.functions().values().forEach(function -> Bodies.check(function, module, report));
        var checked = new ArrayList<Kernel>();
        var stacks = new ArrayList<Stack>();
        var kernelsOf = new Meanings(module, report);
        for (var kernel : kernels) {
            switch (kernel.kind()) {
                case ATTENTION, SCAN -> kernelsOf.of(kernel).ifPresent(checked::add);
                case STACK ->
                    StackCheck.check(kernel, module, kernelsOf::named, report).ifPresent(stacks::add);
            }
        }
        stacks.forEach(stack -> stack.kernels().stream()
                .filter(kernel -> !checked.contains(kernel))
                .forEach(checked::add));
        String packageName = file.packageName().isEmpty()
                ? defaultPackage
                : file.packageName().getFirst().name();
        return report.result(new Program(packageName, file.source().name(), checked, stacks, module.texts()));
    }

    /// What kernels mean, each checked once: several stacks may ask for it.
    private record Meanings(Module module, Report report, Map<String, Optional<? extends Kernel>> known) {
        Meanings(Module module, Report report) {
            this(module, report, new HashMap<>());
        }

        Optional<? extends Kernel> of(Declaration.Kernel kernel) {
            return known.computeIfAbsent(kernel.name().text(), _ -> switch (kernel.kind()) {
                case ATTENTION -> AttentionCheck.check(kernel, module, report);
                case SCAN -> ScanCheck.check(kernel, module, report);
                case STACK -> Optional.empty();
            });
        }

        Optional<? extends Kernel> named(String name) {
            return Optional.ofNullable(module.kernels().get(name)).flatMap(this::of);
        }
    }
}
