package dev.weft.maven.weave;

import dev.weft.codegen.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What to generate, from what, and where to.
///
/// @param specs the specs and where they import from
/// @param outputs the folder of the generated sources, absolute
/// @param targets the forms of machine code to write
/// @param compiler everything of the compiler that decides what comes out: its version, and the files that it runs from
public record Job(SpecFolder specs, Path outputs, Set<Target> targets, Compiler compiler) {
    public Job {
        targets = Set.copyOf(targets);
    }

    /// The compiler at work. A snapshot changes without its version, hence the files.
    public record Compiler(String version, List<Path> files) {
        public Compiler {
            files = List.copyOf(files);
        }
    }
}
