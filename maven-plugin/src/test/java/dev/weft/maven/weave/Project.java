package dev.weft.maven.weave;

import dev.weft.codegen.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A project on disk, with the state of its last build.
final class Project {
    static final String MHA = """
            signature Mha {
              dim   B, H, N, D
              query q : f32[B, H, N, D]
              key   k : f32[B, H, N, D]
              value v : f32[B, H, N, D]
              out   o : f32[B, H, N, D]
            }
            """;

    final Path base;
    final Path outputs;
    Set<Target> targets = Set.of(Target.SCALAR);
    List<Path> classPath = List.of();
    String version = "1";

    Project(Path base) {
        this.base = base;
        this.outputs = base.resolve("java");
    }

    /// An attention over `Mha`, which it imports from `lib`.
    static String kernel(String name, String keep) {
        return """
                import lib.Mha
                attention %s : Mha {
                  score = q @ k / sqrt(D)
                  keep  = %s
                  o     = softmax(score) @ v
                }
                """.formatted(name, keep);
    }

    Path spec(String path, String text) throws IOException {
        return write(base.resolve("weft").resolve(path), text);
    }

    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    SpecFolder specs() throws IOException {
        var root = base.resolve("weft");
        try (var files = Files.walk(root)) {
            var specs = files.filter(Files::isRegularFile).map(root::relativize).toList();
            return new SpecFolder(base, root, specs, classPath);
        }
    }

    Outcome plan() throws IOException {
        var job = new Job(specs(), outputs, targets, new Job.Compiler(version, List.of()));
        return Generation.plan(job, State.load(state()));
    }

    /// Builds, and expects that there was something to do.
    Outcome.Done build() throws IOException {
        if (plan() instanceof Outcome.Plan plan) {
            var done = plan.carryOut();
            plan.after().save(state());
            return done;
        }
        throw new AssertionError(plan());
    }

    Path state() {
        return base.resolve("target/state");
    }
}
