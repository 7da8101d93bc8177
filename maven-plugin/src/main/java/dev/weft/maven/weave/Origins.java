package dev.weft.maven.weave;

import dev.weft.codegen.folder.SourceFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the files of an output folder come from, by their headers. Other sources, written by hand or by another
/// execution, may live in the same folder; they are never touched.
final class Origins {
    private final SpecFolder specs;
    private final State before;
    private final Set<String> current;

    Origins(SpecFolder specs, State before) {
        this.specs = specs;
        this.before = before;
        this.current = specs.files().stream()
                .map(specs.root()::resolve)
                .map(specs::shown)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The files that we generated and that nothing generates any more: those that the last build wrote, those of a
    /// spec below our root that is no longer there, and those of a kernel that its spec no longer has.
    ///
    /// @param wanted all files that there should be
    List<Path> leftovers(SourceFolder folder, Set<Path> wanted) {
        var written = before.outputs().keySet().stream()
                .map(specs::file)
                .filter(file -> !SourceFolder.spec(file).isEmpty());
        var found = folder.ours().stream().filter(this::orphan);
        return Stream.concat(written, found)
                .filter(file -> !wanted.contains(file))
                .distinct()
                .sorted()
                .toList();
    }

    private boolean orphan(Path file) {
        var spec = SourceFolder.spec(file);
        return current.contains(spec)
                || (spec.startsWith(specs.shown(specs.root()) + "/") && !Files.exists(specs.file(spec)));
    }

    /// Whether something else stands there.
    static boolean foreign(Path file) {
        return Files.exists(file) && SourceFolder.spec(file).isEmpty();
    }
}
