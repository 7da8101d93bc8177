package dev.weft.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "explain", description = "Shows what the compiler derived, and why.")
final class ExplainCommand implements Callable<Integer> {
    ExplainCommand(Console console) {}

    @Override
    public Integer call() {
        return 0;
    }
}
