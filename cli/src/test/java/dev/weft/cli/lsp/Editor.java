package dev.weft.cli.lsp;

import dev.weft.dsl.Frontend;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// An editor that talks to a server of its own over two pipes.
final class Editor implements LanguageClient, AutoCloseable {
    private static final int WAIT_SECONDS = 60;
    private static final int BUFFER = 1 << 16;

    private final BlockingQueue<PublishDiagnosticsParams> told = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> status;
    private final LanguageServer server;

    Editor(Path root) throws IOException {
        var fromEditor = new PipedInputStream(BUFFER);
        var fromServer = new PipedInputStream(BUFFER);
        var toServer = new PipedOutputStream(fromEditor);
        var toEditor = new PipedOutputStream(fromServer);
        status = CompletableFuture.supplyAsync(
                () -> Session.serve(fromEditor, toEditor, (_, _) -> Frontend.of(List.of(root), "")));
        var launcher = LSPLauncher.createClientLauncher(this, fromServer, toServer);
        var _ = launcher.startListening();
        server = launcher.getRemoteProxy();
        var _ = answer(server.initialize(new InitializeParams()));
    }

    LanguageServer server() {
        return server;
    }

    /// The answer to a request.
    static <T> T answer(CompletableFuture<T> request) {
        return request.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /// The next diagnostics that the server sends.
    List<org.eclipse.lsp4j.Diagnostic> diagnostics() throws InterruptedException {
        var next = told.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the server says nothing");
        }
        return new ArrayList<>(next.getDiagnostics());
    }

    /// Says goodbye.
    ///
    /// @return the server's exit status
    int leave() {
        var _ = answer(server.shutdown());
        server.exit();
        return answer(status);
    }

    @Override
    public void close() {
        if (!status.isDone()) {
            int _ = leave();
        }
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        told.add(diagnostics);
    }

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void showMessage(MessageParams parameters) {}

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams parameters) {
        return CompletableFuture.completedFuture(new MessageActionItem(""));
    }

    @Override
    public void logMessage(MessageParams message) {}
}
