package dev.weft.maven;

import dev.weft.codegen.Target;
import dev.weft.maven.weave.Generation;
import dev.weft.maven.weave.Job;
import dev.weft.maven.weave.Outcome;
import dev.weft.maven.weave.SpecFolder;
import dev.weft.maven.weave.State;
import dev.weft.maven.weave.Targets;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;

/// A goal that writes sources.
public abstract class WeaveMojo extends SpecsMojo {
    private final org.sonatype.plexus.build.incremental.BuildContext older;

    /**
     * What kernels are written for: <code>v512</code>, <code>v256</code>, <code>v128</code> (JVM vectors of so many
     * bits), <code>scalar</code> (plain loops) and <code>tornado</code> (TornadoVM's devices; compiled against its API,
     * such as <code>weft-emulator</code>'s). By default all but tornado. A machine for which a kernel was not written says so
     * when it makes a plan.
     */
    @Parameter(property = "weft.targets")
    private List<String> targets = List.of();

    /**
     * Whether the output directory becomes a source root of the project.
     */
    @Parameter(property = "weft.addSourceRoot", defaultValue = "true")
    private boolean addSourceRoot;

    /**
     * Whether the specs go into the jar, so that other projects can import them.
     */
    @Parameter(property = "weft.packSpecs", defaultValue = "true")
    private boolean packSpecs;

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    private String version = "";

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
    private List<Artifact> compiler = List.of();

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution = new MojoExecution(null);

    /// @param older the build context of IDEs that know no newer one
    protected WeaveMojo(BuildContext build, org.sonatype.plexus.build.incremental.BuildContext older) {
        super(build);
        this.older = older;
    }

    @Override
    final void run(SpecFolder specs) throws MojoFailureException {
        if (addSourceRoot) {
            addSourceRoot(outputs().getPath());
        }
        if (packSpecs) {
            var resource = new Resource();
            resource.setDirectory(sources().getPath());
            resource.setIncludes(List.of("**/*.weft"));
            addResource(resource);
        }
        var files = compiler.stream().map(Artifact::getFile).map(File::toPath).toList();
        var job = new Job(specs, outputs().toPath(), forms(), new Job.Compiler(version, files));
        var reporter = new Reporter(build(), older, getLog());
        reporter.forget(specs);
        var stateFile = Path.of(
                project().getBuild().getDirectory(),
                "weft",
                execution.getGoal() + "-" + execution.getExecutionId() + ".state");
        switch (Generation.plan(job, State.load(stateFile))) {
            case Outcome.UpToDate(int count) -> getLog().info("All %d sources are up to date.".formatted(count));
            case Outcome.Refused(var checked) -> reporter.require(checked, specs);
            case Outcome.Blocked(var reasons) -> throw new MojoFailureException(String.join("\n", reasons));
            case Outcome.Plan plan -> {
                reporter.tell(plan.warnings(), specs);
                var done = plan.carryOut();
                plan.after().save(stateFile);
                done.changed().forEach(file -> build().refresh(file.toFile()));
                getLog().info("%d of %d sources written to %s, %d deleted."
                        .formatted(
                                done.written().size(),
                                done.sources(),
                                outputs(),
                                done.deleted().size()));
            }
        }
    }

    /// Where sources are written to.
    abstract File outputs();

    abstract void addSourceRoot(String folder);

    abstract void addResource(Resource specs);

    private Set<Target> forms() throws MojoFailureException {
        try {
            return Targets.of(targets);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException("targets: " + e.getMessage(), e);
        }
    }
}
