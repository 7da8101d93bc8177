package dev.weft.emulator.run;

import dev.weft.emulator.Limits;
import java.util.function.Function;

/// One run of a kernel over its grid.
public final class Launch {
    private final Program program;
    private final Object[] arguments;
    private final Function<WorkItem, ?> contexts;
    private final Grid grid;
    private final Limits limits;
    private final Watch watch;

    /// A launch.
    ///
    /// @param arguments on the device
    /// @param contexts what each work-item has in place of the host's context
    /// @param watch is told who runs
    public Launch(
            Program program,
            Object[] arguments,
            Function<WorkItem, ?> contexts,
            Grid grid,
            Limits limits,
            Watch watch) {
        this.program = program;
        this.arguments = arguments;
        this.contexts = contexts;
        this.grid = grid;
        this.limits = limits;
        this.watch = watch;
    }

    /// Runs the groups one after the other.
    public void run() throws Throwable {
        var groups = grid.groups().volume();
        for (var group = 0L; group < groups; group++) {
            new WorkGroup(this, group).run();
        }
    }

    void call(WorkItem item) throws Throwable {
        var own = arguments.clone();
        own[program.contextAt()] = contexts.apply(item);
        program.method().invokeExact(own);
    }

    Kernel kernel() {
        return program.kernel();
    }

    Grid grid() {
        return grid;
    }

    Limits limits() {
        return limits;
    }

    Watch watch() {
        return watch;
    }
}
