package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.bind.StackBound;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Drawing;
import dev.weft.cli.draw.Png;
import dev.weft.cli.draw.Svg;
import dev.weft.cli.plot.LayersPicture;
import dev.weft.cli.plot.Subject;
import dev.weft.cli.plot.View;
import dev.weft.cli.plot.What;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weft plot FILE …`
@Command(name = "plot", description = "Draws what a kernel or a stack does, as SVG or PNG.")
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
                "Of an attention: mask: which pairs of a query and a key count, and in which tiles (default);",
                "positions: their relative positions, as the rotations of the score have them;",
                "scores: their scores;",
                "frequencies: by how much pairs of entries turn per position;",
                "codes: how often each code is the nearest of a key, and how far keys are from their codes.",
                "Of a scan: residuals: how far the steps are from their equations, after each iteration (default);",
                "iterations: how many of them sequences up to this length need.",
                "Of a stack: field: how far back each layer sees (default)."
            })
    private Optional<What> what = Optional.empty();

    @Option(names = "--at", paramLabel = "b=0,h=0", description = "The batch and head to show.")
    private List<String> at = List.of();

    @Option(
            names = "--tile",
            paramLabel = "QUERIESxKEYS",
            description = "How large the tiles are that are shown (default: those of the kernel on this machine).")
    private String tile = "";

    @Option(
            names = "--out",
            paramLabel = "FILE.svg|FILE.png",
            required = true,
            description = "Where to write the picture.")
    private Path out = Path.of("");

    PlotCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean png = out.toString().endsWith(".png");
        if (!png && !out.toString().endsWith(".svg")) {
            throw new ParameterException(spec.commandLine(), "--out takes FILE.svg or FILE.png, not " + out);
        }
        var view = view();
        var specs = new Specs(console);
        var drawing = switch (specs.choice(file, specs.read(file), kernel)) {
            case Specs.Chosen chosen -> draw(chosen, view);
            case Specs.ChosenStack(var program, var stack) -> draw(program, stack);
        };
        write(png ? Png.bytes(drawing) : Svg.text(drawing).getBytes(StandardCharsets.UTF_8));
        console.clear();
        console.out().println("wrote    " + out);
        return 0;
    }

    private Drawing draw(Specs.Chosen chosen, View view) {
        var binds = Assignments.list("--bind", bind);
        var inputs = Inputs.of(chosen.kernel(), Assignments.pairs("--in", in));
        var bound = Bound.of(chosen.kernel(), binds, inputs.files());
        var subject = new Subject(console, chosen.program(), bound, binds, inputs, view);
        console.progress("weft: drawing");
        return what.orElse(What.usual(chosen.kernel())).draw(subject);
    }

    private Drawing draw(Program program, Stack stack) {
        if (what.orElse(What.FIELD) != What.FIELD) {
            throw Specs.refused(file, program, stack);
        }
        if (!in.isEmpty() || !at.isEmpty() || !tile.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--in, --at and --tile are for a kernel; of the stack %s layers are drawn, from --bind alone"
                            .formatted(stack.name()));
        }
        return LayersPicture.draw(StackBound.of(stack, Assignments.list("--bind", bind)));
    }

    private View view() {
        var indices = Assignments.list("--at", at).values();
        for (var letter : indices.keySet()) {
            if (!letter.equals("b") && !letter.equals("h")) {
                throw new ParameterException(spec.commandLine(), "--at takes b and h, not " + letter);
            }
        }
        return new View(
                index("b", indices), index("h", indices), tile.isEmpty() ? new View.Tile.Scheduled() : View.tile(tile));
    }

    private int index(String letter, Map<String, String> indices) {
        var text = indices.getOrDefault(letter, "0");
        if (!text.matches("\\d{1,9}")) {
            throw new ParameterException(
                    spec.commandLine(), "--at %s=%s: an index counts from 0".formatted(letter, text));
        }
        return Integer.parseInt(text);
    }

    private void write(byte[] picture) {
        try {
            Files.write(out, picture);
        } catch (IOException e) {
            throw new Failure("--out %s: cannot be written (%s)".formatted(out, e), e);
        }
    }
}
