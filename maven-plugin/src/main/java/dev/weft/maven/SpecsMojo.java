package dev.weft.maven;

import dev.weft.codegen.UnsupportedTargetException;
import dev.weft.dsl.model.CompilerBug;
import dev.weft.maven.weave.SpecFolder;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;

/// A goal that reads specs. What is wrong with them is the user's failure; anything else that goes wrong is an error.
public abstract class SpecsMojo extends AbstractMojo {
    private final BuildContext build;

    /**
     * Which files below the source directory are specs, as Ant patterns.
     */
    @Parameter(property = "weft.includes", defaultValue = "**/*.weft")
    private List<String> includes = List.of();

    /**
     * Which files are left out all the same, as Ant patterns. They can still be imported.
     */
    @Parameter(property = "weft.excludes")
    private List<String> excludes = List.of();

    /**
     * Whether to do nothing.
     */
    @Parameter(property = "weft.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project = new MavenProject();

    /// @param build the build tool around us, an IDE perhaps
    protected SpecsMojo(BuildContext build) {
        this.build = build;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip || skippedToo()) {
            getLog().info("Skipped.");
            return;
        }
        try {
            run(specs());
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
        } catch (UnsupportedTargetException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (CompilerBug e) {
            throw new MojoExecutionException(
                    "This is a bug of Weft, in the pass `%s`: %s. Please report it, with the spec."
                            .formatted(e.pass(), e.getMessage()),
                    e);
        }
    }

    /// Does the work.
    abstract void run(SpecFolder specs) throws MojoExecutionException, MojoFailureException;

    /// The source root.
    abstract File sources();

    /// What imports may come from, besides the source root.
    abstract List<String> classPath() throws DependencyResolutionRequiredException;

    /// Whether something else than `skip` says so.
    boolean skippedToo() {
        return false;
    }

    MavenProject project() {
        return project;
    }

    BuildContext build() {
        return build;
    }

    private SpecFolder specs() throws MojoExecutionException, MojoFailureException {
        var root = sources();
        var files = root.isDirectory() ? scan(root) : List.<Path>of();
        if (files.isEmpty()) {
            throw new MojoFailureException(
                    root.isDirectory()
                            ? "No specs in %s (%s). Put one there, or set weft.skip.".formatted(root, patterns())
                            : "No specs: there is no folder %s. Put a spec there, set sourceDirectory, or set weft.skip."
                                    .formatted(root));
        }
        try {
            return new SpecFolder(
                    project.getBasedir().toPath(),
                    root.toPath(),
                    files,
                    classPath().stream().map(Path::of).toList());
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("the class path is not resolved yet: " + e.getMessage(), e);
        }
    }

    private String patterns() {
        return "includes " + String.join(", ", includes)
                + (excludes.isEmpty() ? "" : ", excludes " + String.join(", ", excludes));
    }

    private List<Path> scan(File root) {
        var scanner = build.newScanner(root, true);
        scanner.setIncludes(includes.toArray(String[]::new));
        scanner.setExcludes(excludes.toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        return Arrays.stream(scanner.getIncludedFiles()).map(Path::of).toList();
    }
}
