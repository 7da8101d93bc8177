package dev.weft.cli.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.WorkspaceService;

/// Says what it can do, and when it is over.
final class Server implements LanguageServer {
    private final Texts texts;
    private Runnable exit = () -> {};
    private boolean shut = false;

    Server(Fronts fronts) {
        texts = new Texts(new Documents(fronts));
    }

    void connect(LanguageClient client) {
        texts.connect(client);
    }

    /// What to do when the editor says that it is over.
    void onExit(Runnable action) {
        exit = action;
    }

    /// 0 if the end was announced.
    int status() {
        return shut ? 0 : 1;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams parameters) {
        var can = new ServerCapabilities();
        can.setTextDocumentSync(TextDocumentSyncKind.Full);
        can.setHoverProvider(true);
        can.setDefinitionProvider(true);
        can.setCompletionProvider(new CompletionOptions(false, List.of()));
        can.setDocumentFormattingProvider(true);
        can.setDocumentSymbolProvider(true);
        return CompletableFuture.completedFuture(new InitializeResult(can, new ServerInfo("weft")));
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shut = true;
        return CompletableFuture.completedFuture(new Object());
    }

    @Override
    public void exit() {
        exit.run();
    }

    @Override
    public void setTrace(SetTraceParams parameters) {
        // There is nothing to trace.
    }

    @Override
    public Texts getTextDocumentService() {
        return texts;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return new WorkspaceService() {
            @Override
            public void didChangeConfiguration(DidChangeConfigurationParams parameters) {
                // There is nothing to configure.
            }

            @Override
            public void didChangeWatchedFiles(DidChangeWatchedFilesParams parameters) {
                texts.examineAll();
            }
        };
    }
}
