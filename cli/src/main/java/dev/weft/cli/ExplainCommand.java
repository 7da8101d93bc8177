package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.Inputs;
import dev.weft.cli.bind.StackBound;
import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import dev.weft.cli.explain.Cost;
import dev.weft.cli.explain.Entry;
import dev.weft.cli.explain.Explanation;
import dev.weft.cli.explain.StackExplanation;
import dev.weft.cli.page.Page;
import dev.weft.cli.plot.Subject;
import dev.weft.cli.plot.View;
import dev.weft.cli.run.TunedBy;
import dev.weft.codegen.Pipeline;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Stack;
import dev.weft.runtime.Device;
import dev.weft.runtime.tune.TunedFile;
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

    @Option(
            names = "--tuned",
            paramLabel = "FILE.tuned",
            description = "What `weft tune` wrote: what it says of the sizes of --bind.")
    private Path tuned = NOWHERE;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var binds = Assignments.list("--bind", bind);
        var specs = new Specs(console);
        if (kernel.isEmpty() && binds.values().isEmpty()) {
            all(specs.program(file));
            return 0;
        }
        switch (specs.choice(file, specs.read(file), kernel)) {
            case Specs.Chosen(var program, var _) when binds.values().isEmpty() -> all(program);
            case Specs.Chosen(var program, var chosen) -> one(program, Bound.of(chosen, binds, Map.of()), binds);
            case Specs.ChosenStack(var program, var _) when binds.values().isEmpty() -> all(program);
            case Specs.ChosenStack(var program, var stack) -> {
                var bound = StackBound.of(stack, binds);
                if (isPage()) {
                    write(Page.of(program, bound));
                } else {
                    explain(program, stack);
                    StackExplanation.bound(bound).forEach(console.out()::println);
                }
            }
        }
        return 0;
    }

    private boolean isPage() {
        return !html.equals(NOWHERE);
    }

    private void all(Program program) {
        if (isPage()) {
            write(Page.of(program));
            return;
        }
        if (program.stacks().isEmpty() || kernel.isEmpty()) {
            program.kernels().forEach(each -> explain(program, each));
        }
        program.stacks().forEach(each -> explain(program, each));
        if (kernel.isEmpty()) {
            console.out()
                    .println(
                            "Sizes give more: --bind N=4096,… adds schedule and cost, and the tile classes of an attention.");
        }
    }

    private void one(Program program, Bound bound, Assignments binds) {
        if (!isPage()) {
            explain(program, bound.kernel());
        }
        console.progress("weft: counting, and measuring this machine");
        var cost = Cost.of(program, bound, tuned(program, bound));
        if (isPage()) {
            write(Page.of(new Subject(console, program, bound, binds, Inputs.none(), View.FIRST), cost));
            return;
        }
        console.clear();
        show(cost.entries());
    }

    private TunedBy tuned(Program program, Bound bound) {
        return tuned.equals(NOWHERE)
                ? TunedBy.NOTHING
                : TunedBy.of(
                        TunedFile.read(tuned),
                        Pipeline.hash(program, bound.kernel()),
                        Device.jvm().describe(),
                        bound);
    }

    private void explain(Program program, Kernel each) {
        var entries = Explanation.of(program, each);
        console.clear();
        console.out().println(each.name());
        show(Explanation.equations(each));
        show(entries);
    }

    private void explain(Program program, Stack stack) {
        var entries = StackExplanation.of(program, stack);
        console.clear();
        console.out().println(stack.name());
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
