package dev.weft.cli.lsp;

import dev.weft.dsl.check.Study;
import dev.weft.dsl.diagnostic.Result;
import dev.weft.dsl.diagnostic.SourceText;
import dev.weft.dsl.model.CompilerBug;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The open files by their URIs, each examined whenever its text changes.
final class Documents {
    private final Fronts fronts;
    private final Map<String, Document> open = new LinkedHashMap<>();

    Documents(Fronts fronts) {
        this.fronts = fronts;
    }

    /// Takes a file's text, new or changed.
    Document put(String uri, String text) {
        var known = open.get(uri);
        var file = path(uri);
        var source = new SourceText(file.toString(), text);
        var document = examined(file, source, known == null ? List.of() : known.study());
        open.put(uri, document);
        return document;
    }

    void close(String uri) {
        open.remove(uri);
    }

    Optional<Document> find(String uri) {
        return Optional.ofNullable(open.get(uri));
    }

    List<String> uris() {
        return List.copyOf(open.keySet());
    }

    private Document examined(Path file, SourceText source, List<Study> before) {
        try {
            return switch (fronts.of(file, source).study(source)) {
                case Result.Ok<Study>(var study, var _) -> new Document(source, study.diagnostics(), List.of(study));
                case Result.Refused<Study>(var why) -> new Document(source, why, before);
            };
        } catch (CompilerBug _) {
            // Ours to mend, and no reason to leave the editor alone: `weft check` says more.
            return new Document(source, List.of(), before);
        }
    }

    /// The file of a URI; a text that lies nowhere gets its name in the working folder.
    private static Path path(String uri) {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException _) {
            return Path.of(uri.substring(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')) + 1))
                    .toAbsolutePath();
        }
    }
}
