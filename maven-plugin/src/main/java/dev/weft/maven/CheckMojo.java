package dev.weft.maven;

import dev.weft.maven.weave.Checked;
import dev.weft.maven.weave.SpecFolder;
import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Checks the specs in <code>src/main/weft</code> and writes nothing.
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class CheckMojo extends SpecsMojo {
    private final org.sonatype.plexus.build.incremental.BuildContext older;

    /**
     * Where the specs are. Imports are found here first, then on the class path.
     */
    @Parameter(property = "weft.sourceDirectory", defaultValue = "${project.basedir}/src/main/weft")
    private File sourceDirectory = new File("");

    /// For Maven.
    @Inject
    public CheckMojo(BuildContext build, org.sonatype.plexus.build.incremental.BuildContext older) {
        super(build);
        this.older = older;
    }

    @Override
    void run(SpecFolder specs) throws MojoFailureException {
        var reporter = new Reporter(build(), older, getLog());
        reporter.forget(specs);
        reporter.require(Checked.of(specs), specs);
        int count = specs.files().size();
        getLog().info("Nothing is wrong with %d of %d specs.".formatted(count, count));
    }

    @Override
    File sources() {
        return sourceDirectory;
    }

    @Override
    List<String> classPath() throws DependencyResolutionRequiredException {
        return ClassPaths.main(project());
    }
}
