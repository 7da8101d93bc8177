package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `weft format FILE…`
@Command(name = "format", description = "Lays specs out anew, in place; one with a mistake is left alone.")
final class FormatCommand implements Callable<Integer> {
    /// What stands for bytes that are no UTF-8; writing it back would lose them.
    private static final char UNREADABLE = '\uFFFD';

    private final Console console;
    private final Specs specs;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Specs to format.")
    private List<Path> files = List.of();

    @Option(
            names = "--check",
            description = "Write nothing; list the files that would change, and fail if there are any.")
    private boolean check;

    FormatCommand(Console console) {
        this.console = console;
        specs = new Specs(console);
    }

    @Override
    public Integer call() {
        int status = 0;
        for (var file : files) {
            try {
                boolean changes = format(file);
                status = changes && check ? 1 : status;
            } catch (Specs.Refused _) {
                status = 1;
            }
        }
        return status;
    }

    private boolean format(Path file) {
        var source = specs.read(file);
        if (source.text().indexOf(UNREADABLE) >= 0) {
            throw new Failure(file + ": holds bytes that are no UTF-8; nothing was changed");
        }
        var text = specs.formatted(source);
        if (text.equals(source.text())) {
            return false;
        }
        if (check) {
            console.out().println(file);
        } else {
            write(file, text);
        }
        return true;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
