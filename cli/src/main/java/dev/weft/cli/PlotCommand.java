package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.plot.Subject;
import dev.weft.cli.plot.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weft plot FILE …`
@Command(name = "plot", description = "Draws what a kernel does, as SVG.")
final class PlotCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The spec.")
    private Path file = Path.of("");

    @Option(names = "--kernel", paramLabel = "K", description = "The kernel, where the file has several.")
    private String kernel = "";

    @Option(names = "--bind", paramLabel = "N=4096,w=256,…", description = "Values of dims and params.")
    private List<String> bind = List.of();

    @Option(names = "--in", paramLabel = "NAME=SOURCE", description = "Numbers of an input, as those of `weft run`.")
    private List<String> in = List.of();

    @Option(
            names = "--what",
            paramLabel = "WHAT",
            description = {
                "residuals: how far the steps of a scan are from their equations, after each iteration (default);",
                "iterations: how many of them sequences up to this length need;",
                "codes: how often each code is the nearest of a key, and how far keys are from their codes."
            })
    private What what = What.RESIDUALS;

    @Option(names = "--out", paramLabel = "FILE.svg", required = true, description = "Where to write the picture.")
    private Path out = Path.of("");

    PlotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!out.toString().endsWith(".svg")) {
            throw new ParameterException(spec.commandLine(), "--out takes FILE.svg, not " + out);
        }
        var binds = Assignments.list("--bind", bind);
        var sources = Assignments.pairs("--in", in);
        var chosen = new Specs(console).kernel(file, kernel);
        var inputs = Inputs.of(chosen.kernel(), sources);
        var bound = Bound.of(chosen.kernel(), binds, inputs.files());
        var svg = what.svg(new Subject(console, chosen.program(), bound, binds, inputs));
        write(svg);
        console.clear();
        console.out().println("wrote    " + out);
        return 0;
    }

    private void write(String svg) {
        try {
            Files.writeString(out, svg);
        } catch (IOException e) {
            throw new Failure("--out %s: cannot be written (%s)".formatted(out, e), e);
        }
    }
}
