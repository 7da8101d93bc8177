package dev.weft.maven;

import dev.weft.dsl.diagnostic.Diagnostic;
import dev.weft.maven.weave.Checked;
import dev.weft.maven.weave.Notice;
import dev.weft.maven.weave.SpecFolder;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.build.DefaultBuildContext;

/// Tells diagnostics to whoever builds. An IDE gets them through its build context and marks the source. On the command
/// line the build context would only log, without room for carets; there we log, in the form that tools look for.
final class Reporter {
    private final BuildContext build;
    private final Log log;
    private final boolean commandLine;

    Reporter(BuildContext build, org.sonatype.plexus.build.incremental.BuildContext older, Log log) {
        this.build = build;
        this.log = log;
        this.commandLine = build.getClass().equals(DefaultBuildContext.class)
                && older.getClass().equals(org.sonatype.plexus.build.incremental.DefaultBuildContext.class);
    }

    /// Takes back what was said of these specs before.
    void forget(SpecFolder specs) {
        specs.files()
                .forEach(file -> build.removeMessages(specs.root().resolve(file).toFile()));
    }

    void tell(List<Diagnostic> diagnostics, SpecFolder specs) {
        for (var diagnostic : diagnostics) {
            var notice = Notice.of(diagnostic, specs);
            if (commandLine) {
                log(notice);
            } else {
                mark(notice);
            }
        }
    }

    /// Tells what is wrong, and fails if anything is.
    void require(Checked checked, SpecFolder specs) throws MojoFailureException {
        tell(checked.diagnostics(), specs);
        var refused = checked.refused();
        if (!refused.isEmpty()) {
            throw new MojoFailureException("%d of %d specs refused: %s"
                    .formatted(refused.size(), specs.files().size(), String.join(", ", refused)));
        }
    }

    private void log(Notice notice) {
        switch (notice.severity()) {
            case ERROR -> log.error(notice.text());
            case WARNING -> log.warn(notice.text());
        }
    }

    private void mark(Notice notice) {
        var severity = switch (notice.severity()) {
            case ERROR -> BuildContext.SEVERITY_ERROR;
            case WARNING -> BuildContext.SEVERITY_WARNING;
        };
        build.addMessage(notice.file().toFile(), notice.line(), notice.column(), notice.summary(), severity, null);
    }
}
