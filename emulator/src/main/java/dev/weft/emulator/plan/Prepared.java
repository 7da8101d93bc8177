package dev.weft.emulator.plan;

import dev.weft.emulator.check.Checks;
import dev.weft.emulator.check.Memory;
import dev.weft.emulator.check.Subject;
import dev.weft.emulator.code.CheckedCopy;
import dev.weft.emulator.code.KernelClass;
import dev.weft.emulator.run.Grid;
import dev.weft.emulator.run.Program;
import dev.weft.emulator.run.Watch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task that can be launched.
///
/// @param checked whether the program reports what it accesses
/// @param parameters their names
/// @param reduced which parameters are `@Reduce` results
/// @param variables of `@Parallel` loops
record Prepared(
        Program program, boolean checked, List<String> parameters, List<Boolean> reduced, List<String> variables) {
    static Prepared of(Task task, boolean checked) {
        var kernel = task.kernel();
        var code = KernelClass.of(kernel);
        var owner = checked ? CheckedCopy.of(code) : kernel.owner();
        return new Prepared(
                new Program(kernel, kernel.in(owner), task.contextAt()),
                checked,
                code.parameters(),
                code.reduced(),
                code.variables());
    }

    /// Looks on at a launch.
    ///
    /// @param grid null if the kernel runs as loops
    Watch watch(Task task, DeviceMemory memory, @Nullable Grid grid) {
        if (!checked) {
            return Watch.NONE;
        }
        var kernel = task.kernel();
        return Checks.begin(
                new Subject(kernel.toString(), kernel.owner().getName(), grid, variables),
                memory.buffers(task, parameters, reduced));
    }

    void end() {
        Memory.forget();
    }
}
