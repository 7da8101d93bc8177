package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.folder.Clashes;
import dev.weft.codegen.folder.SourceFolder;
import dev.weft.dsl.model.Program;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weft generate FILE… --out DIR`
@Command(name = "generate", description = "Writes the Java sources of kernels.")
final class GenerateCommand implements Callable<Integer> {
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Specs.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The source folder to write into.")
    private Path out = Path.of("");

    @Option(names = "--package", paramLabel = "P", description = "The Java package, in place of the specs' own.")
    private String packageName = "";

    @Option(
            names = "--target",
            paramLabel = "T",
            split = ",",
            description =
                    "What to weave for: v512, v256, v128, scalar, tornado (default: all but tornado, whose classes need"
                            + " TornadoVM's API to compile).")
    private List<Target> targets = List.of();

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!packageName.isEmpty() && !PACKAGE.matcher(packageName).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--package takes a Java package, not `%s`".formatted(packageName));
        }
        var programs = programs();
        var wanted = targets.isEmpty() ? Target.jvm() : EnumSet.copyOf(targets);
        var sources = new ArrayList<GeneratedSource>();
        for (var program : programs) {
            sources.addAll(Pipeline.java(program, wanted));
        }
        var clashes = Clashes.of(sources);
        if (!clashes.isEmpty()) {
            throw new Failure(clashes.getFirst());
        }
        var written = write(sources);
        console.out()
                .println("%d of %d files written to %s, the others were the same"
                        .formatted(written, sources.size(), out));
        return 0;
    }

    private int write(List<GeneratedSource> sources) {
        try {
            return new SourceFolder(out).write(sources).size();
        } catch (UncheckedIOException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    /// All specs are checked before one refuses, so that one call tells everything.
    private List<Program> programs() {
        var specs = new Specs(console);
        var programs = new ArrayList<Program>();
        var refused = new ArrayList<Specs.Refused>();
        for (var file : files) {
            try {
                var program = specs.program(file);
                programs.add(packageName.isEmpty() ? program : program.in(packageName));
            } catch (Specs.Refused e) {
                refused.add(e);
            }
        }
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
        return programs;
    }
}
