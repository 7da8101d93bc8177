package dev.weft.cli;

import dev.weft.cli.bind.Assignments;
import dev.weft.cli.bind.Bound;
import dev.weft.cli.console.Console;
import dev.weft.cli.explain.Cost;
import dev.weft.cli.explain.Explanation;
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
            console.out()
                    .println(
                            "Sizes give more: --bind N=4096,… adds schedule and cost, and the tile classes of an attention.");
            return 0;
        }
        var chosen = specs.kernel(file, kernel);
        if (binds.values().isEmpty()) {
            explain(chosen.program(), chosen.kernel());
            return 0;
        }
        var bound = Bound.of(chosen.kernel(), binds, Map.of());
        explain(chosen.program(), chosen.kernel());
        console.progress("weft: counting, and measuring this machine");
        var cost = Cost.of(chosen.program(), bound);
        console.clear();
        cost.forEach(console.out()::println);
        return 0;
    }

    private void explain(Program program, Kernel kernel) {
        var lines = Explanation.of(program, kernel);
        console.clear();
        lines.forEach(console.out()::println);
    }
}
