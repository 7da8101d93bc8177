package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.bind.StackBound;
import dev.weft.cli.console.Console;
import dev.weft.cli.explain.Cost;
import dev.weft.cli.explain.Explanation;
import dev.weft.cli.explain.StackExplanation;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
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

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var binds = Assignments.list("--bind", bind);
        var specs = new Specs(console);
        if (kernel.isEmpty() && binds.values().isEmpty()) {
            var program = specs.program(file);
            program.kernels().forEach(each -> explain(program, each));
            program.stacks().forEach(each -> show(StackExplanation.of(program, each)));
            console.out()
                    .println(
                            "Sizes give more: --bind N=4096,… adds schedule and cost, and the tile classes of an attention.");
            return 0;
        }
        switch (specs.choice(file, specs.read(file), kernel)) {
            case Specs.Chosen(var program, var chosen) -> explain(program, chosen, binds);
            case Specs.ChosenStack(var program, var stack) -> {
                var bound = binds.values().isEmpty()
                        ? List.<String>of()
                        : StackExplanation.bound(StackBound.of(stack, binds));
                show(StackExplanation.of(program, stack));
                show(bound);
            }
        }
        return 0;
    }

    private void explain(Program program, Kernel chosen, Assignments binds) {
        if (binds.values().isEmpty()) {
            explain(program, chosen);
            return;
        }
        var bound = Bound.of(chosen, binds, Map.of());
        explain(program, chosen);
        console.progress("weft: counting, and measuring this machine");
        show(Cost.of(program, bound));
    }

    private void explain(Program program, Kernel each) {
        show(Explanation.of(program, each));
    }

    private void show(List<String> lines) {
        console.clear();
        lines.forEach(console.out()::println);
    }
}
