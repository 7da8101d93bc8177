package dev.weft.maven;

import java.io.File;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.model.Resource;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Writes the Java sources of the specs in <code>src/main/weft</code>. A file is written only if its text changes, and
 * deleted when its spec has gone; files without our header are never touched.
 */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.GENERATE_SOURCES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class GenerateMojo extends WeaveMojo {
    /**
     * Where the specs are. Imports are found here first, then on the class path.
     */
    @Parameter(property = "weft.sourceDirectory", defaultValue = "${project.basedir}/src/main/weft")
    private File sourceDirectory = new File("");

    /**
     * Where the sources go.
     */
    @Parameter(property = "weft.outputDirectory", defaultValue = "${project.build.directory}/generated-sources/weft")
    private File outputDirectory = new File("");

    /// For Maven.
    @Inject
    public GenerateMojo(BuildContext build, org.sonatype.plexus.build.incremental.BuildContext older) {
        super(build, older);
    }

    @Override
    File sources() {
        return sourceDirectory;
    }

    @Override
    File outputs() {
        return outputDirectory;
    }

    @Override
    List<String> classPath() throws DependencyResolutionRequiredException {
        return ClassPaths.main(project());
    }

    @Override
    void addSourceRoot(String folder) {
        project().addCompileSourceRoot(folder);
    }

    @Override
    void addResource(Resource specs) {
        project().addResource(specs);
    }
}
