package dev.weft.cli.lsp;

import static dev.weft.cli.lsp.Editor.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerTest {
    private static final String SHARED = """
            /// What all have.
            signature Mha {
              dim   B, H, N, D
              query q : f32[B, H, N, D]
              key   k : f32[B, H, N, D]
              value v : f32[B, H, N, D]
              out   o : f32[B, H, N, D]
            }
            /// Pressed softly.
            fn softcap(s, cap) = cap * tanh(s / cap)
            """;
    private static final String SPEC = """
            import lib.shared
            attention Causal : Mha {
              let   raw = q @ k / sqrt(D)
              score = softcap(raw, 20)
              keep  = j <= i
              o     = softmax(score) @ v
            }
            """;

    private static final String STACK = """
            import lib.shared
            import std.layers
            /// Near tokens.
            attention Window : Mha {
              param w : i32
              score = q @ k
              keep  = 0 <= i - j < w
              o     = softmax(score) @ v
            }
            attention Full : Mha {
              score = q @ k
              keep  = j <= i
              o     = softmax(score) @ v
            }
            stack Layers {
              param L, w : i32
              layer l in 1 ..< L     : Window(w = w * l)
              layer L                : Full
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path shared = Path.of("");
    private String uri = "";

    @BeforeEach
    void write() throws IOException {
        shared =
                Files.writeString(Files.createDirectories(folder.resolve("lib")).resolve("shared.weft"), SHARED);
        uri = folder.resolve("causal.weft").toUri().toString();
    }

    @Test
    void mistakesAreToldWithTheirRangesAndCures() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, SPEC.replace("j <= i", "j <= i && j > 2"));
            var mistake = editor.diagnostics().getFirst();
            assertThat(mistake.getRange()).isEqualTo(new Range(new Position(4, 17), new Position(4, 19)));
            assertThat(mistake.getMessage().getLeft()).startsWith("unknown operator `&&`");
            assertThat(mistake.getCode().getLeft()).isEqualTo("W0102");
            change(editor, SPEC.replace("sqrt(D)", "sqrt(E)").replace("j <= i", "j <= x"));
            assertThat(editor.diagnostics())
                    .extracting(diagnostic -> diagnostic.getRange().getStart())
                    .containsExactlyInAnyOrder(new Position(2, 27), new Position(4, 15));
            change(editor, SPEC.replace("j <= i", "j <= 1 / 2 and score"));
            assertThat(editor.diagnostics())
                    .anySatisfy(diagnostic -> assertThat(diagnostic.getRelatedInformation())
                            .anySatisfy(
                                    related -> assertThat(related.getMessage()).startsWith("help: ")));
            change(editor, SPEC);
            assertThat(editor.diagnostics()).isEmpty();
        }
    }

    @Test
    void aMistakeInAnImportIsToldWhereItIsImported() throws Exception {
        Files.writeString(shared, SHARED + "fn g(x) = x +");
        try (var editor = new Editor(folder)) {
            open(editor, SPEC);
            assertThat(editor.diagnostics())
                    .anySatisfy(diagnostic ->
                            assertThat(diagnostic.getMessage().getLeft()).startsWith("in " + shared));
        }
    }

    @Test
    void namesSayWhatTheyAre() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, SPEC);
            assertThat(hover(editor, 2, 9)).contains("let raw = q @ k / sqrt(D)", "a real");
            assertThat(hover(editor, 2, 14))
                    .contains("query q : f32[B, H, N, D]", "a vector of D reals, read at [b, h, i]");
            assertThat(hover(editor, 2, 23)).contains("sqrt(x)", "the square root");
            assertThat(hover(editor, 3, 12)).contains("fn softcap(s, cap)", "Pressed softly.");
            assertThat(hover(editor, 4, 15)).contains("the query index");
            assertThat(hover(editor, 1, 20)).contains("signature Mha", "What all have.");
        }
    }

    @Test
    void namesLeadToTheirDeclarations() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, SPEC);
            assertThat(definition(editor, 3, 19)).isEqualTo(new Location(uri, range(2, 8, 11)));
            var home = shared.toUri().toString();
            assertThat(definition(editor, 2, 14)).isEqualTo(new Location(home, range(3, 8, 9)));
            assertThat(definition(editor, 3, 12)).isEqualTo(new Location(home, range(9, 3, 10)));
            assertThat(definition(editor, 0, 12)).isEqualTo(new Location(home, range(0, 0, 0)));
        }
    }

    @Test
    void namesInLinesOfStacksSayWhatTheyAre() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, STACK);
            assertThat(editor.diagnostics()).isEmpty();
            assertThat(hover(editor, 16, 8)).contains("the number of the layer");
            assertThat(hover(editor, 16, 19)).contains("param L, w : i32");
            assertThat(hover(editor, 16, 29)).contains("attention Window", "Near tokens.");
            assertThat(hover(editor, 16, 34)).contains("param w : i32").doesNotContain("param L");
            assertThat(hover(editor, 16, 38)).contains("param L, w : i32");
            assertThat(hover(editor, 16, 42)).contains("the number of the layer");
            assertThat(definition(editor, 16, 29)).isEqualTo(new Location(uri, range(3, 10, 16)));
            assertThat(definition(editor, 16, 34)).isEqualTo(new Location(uri, range(4, 8, 9)));
            assertThat(definition(editor, 16, 38)).isEqualTo(new Location(uri, range(15, 11, 12)));
            assertThat(definition(editor, 16, 42)).isEqualTo(new Location(uri, range(16, 8, 9)));
        }
    }

    @Test
    void mistakesInLinesOfStacksAreTold() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, STACK.replace(": Full", ": Fall"));
            var mistake = editor.diagnostics().getFirst();
            assertThat(mistake.getMessage().getLeft()).startsWith("there is no attention `Fall`");
            assertThat(mistake.getRange()).isEqualTo(new Range(new Position(17, 27), new Position(17, 31)));
            change(editor, STACK.replace("w = w", "v = w"));
            assertThat(editor.diagnostics())
                    .anySatisfy(diagnostic ->
                            assertThat(diagnostic.getMessage().getLeft()).contains("`Window` has no param `v`"));
            change(editor, STACK);
            assertThat(editor.diagnostics()).isEmpty();
        }
    }

    @Test
    void linesOfStacksAreCompleted() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, STACK);
            change(editor, STACK.replace("Full", ""));
            assertThat(completion(editor, 17, 27))
                    .extracting(CompletionItem::getLabel)
                    .containsExactlyInAnyOrder("Window", "Full");
            change(editor, STACK.replace("(w = w * l)", "("));
            assertThat(completion(editor, 16, 34))
                    .extracting(CompletionItem::getLabel)
                    .startsWith("w", "l")
                    .contains("L", "spread")
                    .doesNotHaveDuplicates();
            change(editor, STACK.replace("layer l in 1 ..< L", "layer l in 1 ..< "));
            assertThat(completion(editor, 16, 19))
                    .extracting(CompletionItem::getLabel)
                    .startsWith("l")
                    .contains("L", "w", "where");
        }
    }

    @Test
    void whatMayBeWrittenIsOfferedWhileTheTextIsUnfinished() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, SPEC);
            change(editor, SPEC.replace("softcap(raw, 20)", "so"));
            change(editor, SPEC.replace("softcap(raw, 20)", "softcap(raw, "));
            var offered = completion(editor, 3, 23);
            assertThat(offered)
                    .extracting(CompletionItem::getLabel)
                    .contains("raw", "q", "D", "j", "softcap", "softmax", "if", "f32")
                    .doesNotHaveDuplicates();
            assertThat(offered).anySatisfy(item -> assertThat(item.getDetail()).isEqualTo("clamp(x, lo, hi)"));
            change(editor, SPEC.replace("keep  =", "by "));
            assertThat(completion(editor, 4, 5))
                    .extracting(CompletionItem::getLabel)
                    .contains("flash", "split");
        }
    }

    @Test
    void aTextIsLaidOutAndListed() throws Exception {
        try (var editor = new Editor(folder)) {
            open(editor, SPEC.replace("keep  =", "keep="));
            var file = new TextDocumentIdentifier(uri);
            var edits = answer(editor.server()
                    .getTextDocumentService()
                    .formatting(new DocumentFormattingParams(file, new FormattingOptions(2, true))));
            assertThat(edits).singleElement().satisfies(edit -> {
                assertThat(edit.getNewText()).isEqualTo(SPEC);
                assertThat(edit.getRange()).isEqualTo(new Range(new Position(0, 0), new Position(7, 0)));
            });
            var symbols =
                    answer(editor.server().getTextDocumentService().documentSymbol(new DocumentSymbolParams(file)));
            assertThat(symbols).singleElement().satisfies(symbol -> {
                assertThat(symbol.getRight().getName()).isEqualTo("Causal");
                assertThat(symbol.getRight().getChildren())
                        .extracting(child -> child.getName())
                        .containsExactly("raw", "score", "keep", "o");
            });
        }
    }

    @Test
    void theEndIsAnnouncedOrNot() throws Exception {
        try (var editor = new Editor(folder)) {
            assertThat(editor.leave()).isZero();
        }
    }

    private void open(Editor editor, String text) {
        editor.server()
                .getTextDocumentService()
                .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "weft", 1, text)));
    }

    private void change(Editor editor, String text) {
        editor.server()
                .getTextDocumentService()
                .didChange(new DidChangeTextDocumentParams(
                        new VersionedTextDocumentIdentifier(uri, 2),
                        List.of(new TextDocumentContentChangeEvent(text))));
    }

    private String hover(Editor editor, int line, int character) {
        var hover = answer(editor.server()
                .getTextDocumentService()
                .hover(new HoverParams(new TextDocumentIdentifier(uri), new Position(line, character))));
        return hover.getContents().getRight().getValue();
    }

    private Location definition(Editor editor, int line, int character) {
        var places = answer(editor.server()
                .getTextDocumentService()
                .definition(new DefinitionParams(new TextDocumentIdentifier(uri), new Position(line, character))));
        return places.getLeft().getFirst();
    }

    private List<CompletionItem> completion(Editor editor, int line, int character) {
        return answer(editor.server()
                        .getTextDocumentService()
                        .completion(
                                new CompletionParams(new TextDocumentIdentifier(uri), new Position(line, character))))
                .getLeft();
    }

    private static Range range(int line, int start, int end) {
        return new Range(new Position(line, start), new Position(line, end));
    }
}
