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
 * Writes the Java sources of the specs that tests need, in <code>src/test/weft</code>. A file is written only if its text changes, and
 * deleted when its spec has gone; files without our header are never touched.
 */
@Mojo(
        name = "generate-test",
        defaultPhase = LifecyclePhase.GENERATE_TEST_SOURCES,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class GenerateTestMojo extends WeaveMojo {
    /**
     * Where the specs are. Imports are found here first, then on the test class path, where the project's own specs
     * are too if they are packed.
     */
    @Parameter(property = "weft.testSourceDirectory", defaultValue = "${project.basedir}/src/test/weft")
    private File sourceDirectory = new File("");

    /**
     * Where the sources go.
     */
    @Parameter(
            property = "weft.testOutputDirectory",
            defaultValue = "${project.build.directory}/generated-test-sources/weft")
    private File outputDirectory = new File("");

    /**
     * Whether tests are not even compiled.
     */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skipTests;

    /// For Maven.
    @Inject
    public GenerateTestMojo(BuildContext build, org.sonatype.plexus.build.incremental.BuildContext older) {
        super(build, older);
    }

    @Override
    File sources() {
        return sourceDirectory;
    }

    @Override
    boolean skippedToo() {
        return skipTests;
    }

    @Override
    File outputs() {
        return outputDirectory;
    }

    @Override
    List<String> classPath() throws DependencyResolutionRequiredException {
        return ClassPaths.test(project());
    }

    @Override
    void addSourceRoot(String folder) {
        project().addTestCompileSourceRoot(folder);
    }

    @Override
    void addResource(Resource specs) {
        project().addTestResource(specs);
    }
}
