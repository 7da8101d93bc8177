package dev.weft.cli;

import dev.weft.cli.console.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `weft check FILE…`
@Command(name = "check", description = "Parses and checks specs; diagnostics go to standard error.")
final class CheckCommand implements Callable<Integer> {
    private final Specs specs;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Specs to check.")
    private List<Path> files = List.of();

    CheckCommand(Console console) {
        specs = new Specs(console);
    }

    @Override
    public Integer call() {
        int status = 0;
        for (var file : files) {
            try {
                var _ = specs.program(file);
            } catch (Specs.Refused _) {
                status = 1;
            }
        }
        return status;
    }
}
