package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.explain.Cost;
import dev.weft.cli.explain.Entry;
import dev.weft.cli.explain.Explanation;
import dev.weft.cli.page.Page;
import dev.weft.cli.plot.Subject;
import dev.weft.cli.plot.View;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `weft explain FILE …`
@Command(name = "explain", description = "Shows what the compiler derived, and why.")
final class ExplainCommand implements Callable<Integer> {
    private static final Path NOWHERE = Path.of("");

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The spec.")
    private Path file = Path.of("");

    @Option(names = "--kernel", paramLabel = "K", description = "One kernel (default: all).")
    private String kernel = "";

    @Option(
            names = "--bind",
            paramLabel = "N=4096,w=256,…",
            description = "Values of dims and params: adds tile classes, schedule and cost.")
    private List<String> bind = List.of();

    @Option(
            names = "--html",
            paramLabel = "FILE.html",
            description = "Writes it all, with pictures and what is generated, as one page that needs no other file.")
    private Path html = NOWHERE;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var binds = Assignments.list("--bind", bind);
        var specs = new Specs(console);
        boolean page = !html.equals(NOWHERE);
        if (binds.values().isEmpty()) {
            var program = kernel.isEmpty()
                    ? specs.program(file)
                    : specs.kernel(file, kernel).program();
            if (page) {
                write(Page.of(program));
                return 0;
            }
            program.kernels().forEach(each -> explain(program, each));
            if (kernel.isEmpty()) {
                console.out()
                        .println(
                                "Sizes give more: --bind N=4096,… adds schedule and cost, and the tile classes of an attention.");
            }
            return 0;
        }
        var chosen = specs.kernel(file, kernel);
        var bound = Bound.of(chosen.kernel(), binds, Map.of());
        if (!page) {
            explain(chosen.program(), chosen.kernel());
        }
        console.progress("weft: counting, and measuring this machine");
        var cost = Cost.of(chosen.program(), bound);
        if (page) {
            write(Page.of(new Subject(console, chosen.program(), bound, binds, Inputs.none(), View.FIRST), cost));
            return 0;
        }
        console.clear();
        show(cost.entries());
        return 0;
    }

    private void explain(Program program, Kernel kernel) {
        var entries = Explanation.of(program, kernel);
        console.clear();
        console.out().println(kernel.name());
        show(Explanation.equations(kernel));
        show(entries);
    }

    private void show(List<Entry> entries) {
        entries.stream().map(Entry::line).forEach(console.out()::println);
    }

    private void write(String page) {
        try {
            Files.writeString(html, page);
        } catch (IOException e) {
            throw new Failure("--html %s: cannot be written (%s)".formatted(html, e), e);
        }
        console.clear();
        console.out().println("wrote    " + html);
    }
}
