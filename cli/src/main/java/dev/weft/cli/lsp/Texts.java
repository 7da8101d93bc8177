package dev.weft.cli.lsp;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/// The requests about texts. They come one after the other, and each is answered at once.
final class Texts implements TextDocumentService {
    private final Documents documents;
    private @Nullable LanguageClient client;

    Texts(Documents documents) {
        this.documents = documents;
    }

    void connect(LanguageClient editor) {
        client = editor;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams parameters) {
        var text = parameters.getTextDocument();
        examine(text.getUri(), text.getText());
    }

    @Override
    public void didChange(DidChangeTextDocumentParams parameters) {
        examine(
                parameters.getTextDocument().getUri(),
                parameters.getContentChanges().getLast().getText());
    }

    @Override
    public void didClose(DidCloseTextDocumentParams parameters) {
        String uri = parameters.getTextDocument().getUri();
        documents.close(uri);
        publish(uri, List.of());
    }

    /// What is saved may be imported by other open files.
    @Override
    public void didSave(DidSaveTextDocumentParams parameters) {
        examineAll();
    }

    /// Looks at all open files again.
    void examineAll() {
        for (var uri : documents.uris()) {
            documents
                    .find(uri)
                    .ifPresent(document -> examine(uri, document.source().text()));
        }
    }

    @Override
    public CompletableFuture<@Nullable Hover> hover(HoverParams parameters) {
        return CompletableFuture.completedFuture(
                answers(parameters.getTextDocument().getUri())
                        .flatMap(answers -> answers.hover(parameters.getPosition()))
                        .orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams parameters) {
        return CompletableFuture.completedFuture(Either.forLeft(
                all(parameters.getTextDocument().getUri(), answers -> answers.definition(parameters.getPosition()))));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams parameters) {
        return CompletableFuture.completedFuture(Either.forLeft(
                all(parameters.getTextDocument().getUri(), answers -> answers.completion(parameters.getPosition()))));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams parameters) {
        return CompletableFuture.completedFuture(
                all(parameters.getTextDocument().getUri(), Answers::format));
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams parameters) {
        return CompletableFuture.completedFuture(
                all(parameters.getTextDocument().getUri(), Answers::symbols).stream()
                        .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                        .toList());
    }

    private Optional<Answers> answers(String uri) {
        return documents.find(uri).map(Answers::new);
    }

    private <T> List<T> all(String uri, Function<Answers, List<T>> question) {
        return answers(uri).map(question).orElse(List.of());
    }

    private void examine(String uri, String text) {
        publish(uri, Complaints.of(documents.put(uri, text)));
    }

    private void publish(String uri, List<org.eclipse.lsp4j.Diagnostic> complaints) {
        if (client != null) {
            client.publishDiagnostics(new PublishDiagnosticsParams(uri, complaints));
        }
    }
}
