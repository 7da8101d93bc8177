package dev.weft.maven;

import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.project.MavenProject;

/// What a project's specs may import from. Its own output folder, which may hold stale copies of the very specs that
/// are read, is no part of it.
final class ClassPaths {
    private ClassPaths() {}

    static List<String> main(MavenProject project) throws DependencyResolutionRequiredException {
        return without(project.getCompileClasspathElements(), project.getBuild().getOutputDirectory());
    }

    /// With the project's main specs, if they were packed.
    static List<String> test(MavenProject project) throws DependencyResolutionRequiredException {
        return without(project.getTestClasspathElements(), project.getBuild().getTestOutputDirectory());
    }

    private static List<String> without(List<String> elements, String own) {
        return elements.stream().filter(element -> !element.equals(own)).toList();
    }
}
