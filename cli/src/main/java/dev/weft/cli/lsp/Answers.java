package dev.weft.cli.lsp;

import dev.weft.dsl.assist.Entry;
import dev.weft.dsl.assist.Glossary;
import dev.weft.dsl.assist.Manual;
import dev.weft.dsl.assist.Outline;
import dev.weft.dsl.assist.Spot;
import dev.weft.dsl.check.names.Library;
import dev.weft.dsl.check.names.Module;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.format.Formatter;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextEdit;

/// What can be asked of one open file. While it cannot be parsed, names are those of the last text that
/// could.
record Answers(Document document) {
    Optional<Hover> hover(Position position) {
        var spot = spot(position);
        return spot.path().isEmpty()
                ? entry(spot)
                        .map(entry -> new Hover(
                                Words.hover(entry),
                                Places.range(spot.word().getFirst().span())))
                : Optional.empty();
    }

    List<Location> definition(Position position) {
        var spot = spot(position);
        if (!spot.path().isEmpty()) {
            return imported(spot.path()).stream().toList();
        }
        return entry(spot).stream()
                .flatMap(entry -> entry.places().stream())
                .flatMap(place -> Places.location(place).stream())
                .toList();
    }

    List<CompletionItem> completion(Position position) {
        var spot = spot(position);
        var entries = spot.algorithm()
                ? Manual.algorithms()
                : document.study().isEmpty()
                        ? Manual.entries()
                        : new Glossary(document.study().getFirst()).entries(spot);
        return entries.stream().map(Words::completion).toList();
    }

    /// One edit of the whole text, or none if it is laid out already or cannot be read.
    List<TextEdit> format() {
        var source = document.source();
        return switch (Formatter.format(source)) {
            case Result.Ok<String>(var text, var _)
            when !text.equals(source.text()) -> List.of(new TextEdit(Places.whole(source), text));
            case Result.Ok<String> _, Result.Refused<String> _ -> List.of();
        };
    }

    List<DocumentSymbol> symbols() {
        return document.study().stream()
                .filter(study -> study.module().file().source().equals(document.source()))
                .flatMap(study -> Words.symbols(Outline.of(study.module().file())).stream())
                .toList();
    }

    private Spot spot(Position position) {
        return Spot.of(document.source(), Places.offset(document.source(), position));
    }

    private Optional<Entry> entry(Spot spot) {
        if (spot.word().isEmpty()) {
            return Optional.empty();
        }
        String word = spot.word().getFirst().text();
        if (spot.algorithm() || document.study().isEmpty()) {
            var manual = spot.algorithm() ? Manual.algorithms() : Manual.entries();
            return manual.stream().filter(entry -> entry.name().equals(word)).findFirst();
        }
        return new Glossary(document.study().getFirst()).find(word, spot);
    }

    private Optional<Location> imported(String path) {
        return document.study().stream()
                .flatMap(study -> study.module().imports().stream())
                .map(Module::file)
                .map(file -> file.source())
                .filter(source -> source.name().replace('\\', '/').endsWith(Library.path(path)))
                .findFirst()
                .flatMap(source -> Places.location(new Span(source, 0, 0)));
    }
}
