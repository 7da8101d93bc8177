package dev.weft.cli;

import dev.weft.dsl.Frontend;
import dev.weft.dsl.diagnostic.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/// The folder below which a file's imports are found, and from which its package is counted.
///
/// @param below the folders from the root to the file, which make its default package
record SourceRoot(Path root, List<String> below) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");

    SourceRoot {
        below = List.copyOf(below);
    }

    /// In a Maven layout (`src/main/weft`) its source folder; else the folder above those that the file's `package`
    /// names, if it lies in them; else its own folder.
    static SourceRoot of(Path file, SourceText source) {
        var folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            return new SourceRoot(file.toAbsolutePath(), List.of());
        }
        var below = new ArrayList<String>();
        for (var at = folder; at != null && at.getFileName() != null; at = at.getParent()) {
            if (at.endsWith(Path.of("src", "main", "weft")) || at.endsWith(Path.of("src", "test", "weft"))) {
                return new SourceRoot(at, below.reversed());
            }
            below.add(at.getFileName().toString());
        }
        var named = PACKAGE.matcher(source.text());
        var packages = named.find() ? List.of(named.group(1).split("\\.")) : List.<String>of();
        return new SourceRoot(above(folder, packages), List.of());
    }

    private static Path above(Path folder, List<String> packages) {
        var at = folder;
        for (var name : packages.reversed()) {
            var parent = at.getParent();
            if (parent == null || !at.endsWith(name)) {
                return folder;
            }
            at = parent;
        }
        return at;
    }

    Frontend front() {
        return Frontend.of(Collections.singletonList(root), String.join(".", below));
    }
}
