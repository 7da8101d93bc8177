package dev.weft.maven.weave;

import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.folder.SourceFolder;
import dev.weft.dsl.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a build has to do.
public sealed interface Outcome {
    /// Nothing: all files are there, and nothing went in that did not before.
    ///
    /// @param files how many are there
    record UpToDate(int files) implements Outcome {}

    /// The specs are right.
    ///
    /// @param warnings what to say of them all the same
    /// @param sources all that must be there; those that are stay untouched
    /// @param leftovers files that must go, since what they were generated from has
    /// @param after what to remember once it is done
    record Plan(
            List<Diagnostic> warnings,
            SourceFolder folder,
            List<GeneratedSource> sources,
            List<Path> leftovers,
            State after)
            implements Outcome {
        public Plan {
            warnings = List.copyOf(warnings);
            sources = List.copyOf(sources);
            leftovers = List.copyOf(leftovers);
        }

        /// Does it.
        public Done carryOut() {
            var written = folder.write(sources);
            leftovers.forEach(folder::delete);
            return new Done(written, leftovers, sources.size());
        }
    }

    /// What was done.
    ///
    /// @param sources how many there are, with those that were left as they were
    record Done(List<Path> written, List<Path> deleted, int sources) {
        public Done {
            written = List.copyOf(written);
            deleted = List.copyOf(deleted);
        }

        /// All files that are not as they were.
        public List<Path> changed() {
            var changed = new ArrayList<>(written);
            changed.addAll(deleted);
            return changed;
        }
    }

    /// Specs are wrong; nothing is written.
    record Refused(Checked checked) implements Outcome {}

    /// The specs are right, but what they make cannot stand where it should; nothing is written.
    ///
    /// @param reasons one sentence each, with its cure
    record Blocked(List<String> reasons) implements Outcome {
        public Blocked {
            reasons = List.copyOf(reasons);
        }
    }
}
