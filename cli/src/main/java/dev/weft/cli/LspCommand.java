package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.lsp.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `weft lsp`
@Command(name = "lsp", description = "Serves editors over standard input and output, by the Language Server Protocol.")
final class LspCommand implements Callable<Integer> {
    private final Console console;

    LspCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return Session.serve(
                System.in,
                console.out(),
                (file, source) -> SourceRoot.of(file, source).front());
    }
}
