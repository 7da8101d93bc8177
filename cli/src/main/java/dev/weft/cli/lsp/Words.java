package dev.weft.cli.lsp;

import dev.weft.dsl.assist.Entry;
import dev.weft.dsl.assist.Outline;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.SymbolKind;

/// Entries as the protocol has them.
final class Words {
    private Words() {}

    /// Code, and below it what there is to say.
    static MarkupContent hover(Entry entry) {
        String code = "```weft\n" + entry.title() + "\n```";
        return new MarkupContent(MarkupKind.MARKDOWN, entry.text().isEmpty() ? code : code + "\n\n" + entry.text());
    }

    static CompletionItem completion(Entry entry) {
        var item = new CompletionItem(entry.name());
        item.setKind(
                switch (entry.sort()) {
                    case WORD -> CompletionItemKind.Keyword;
                    case BUILTIN, ALGORITHM, FUNCTION -> CompletionItemKind.Function;
                    case DTYPE -> CompletionItemKind.TypeParameter;
                    case SIGNATURE -> CompletionItemKind.Interface;
                    case KERNEL -> CompletionItemKind.Class;
                    case DIM, CONST -> CompletionItemKind.Constant;
                    case INDEX, PARAMETER, PARAM, LET, TENSOR, EQUATION -> CompletionItemKind.Variable;
                });
        item.setDetail(entry.title());
        if (!entry.text().isEmpty()) {
            item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, entry.text()));
        }
        return item;
    }

    static DocumentSymbol symbol(Outline outline) {
        var entry = outline.entry();
        var kind = switch (entry.sort()) {
            case FUNCTION, BUILTIN, ALGORITHM -> SymbolKind.Function;
            case SIGNATURE -> SymbolKind.Interface;
            case KERNEL -> SymbolKind.Class;
            case DIM, CONST -> SymbolKind.Constant;
            case PARAM, PARAMETER, LET, INDEX, WORD, DTYPE -> SymbolKind.Variable;
            case TENSOR -> SymbolKind.Array;
            case EQUATION -> SymbolKind.Operator;
        };
        return new DocumentSymbol(
                entry.name(),
                kind,
                Places.range(outline.whole()),
                Places.range(entry.places().getFirst()),
                entry.title(),
                outline.parts().stream().map(Words::symbol).toList());
    }

    static List<DocumentSymbol> symbols(List<Outline> outlines) {
        return outlines.stream().map(Words::symbol).toList();
    }
}
