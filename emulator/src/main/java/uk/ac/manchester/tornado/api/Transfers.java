package uk.ac.manchester.tornado.api;

import dev.weft.emulator.plan.Graph;
import dev.weft.emulator.plan.Recording;
import java.io.Serializable;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/// What a task graph records beside the shapes of its tasks.
abstract class Transfers {
    private final Recording recording;

    Transfers(String name) {
        this.recording = new Recording(name);
    }

    public String getTaskGraphName() {
        return recording.name();
    }

    /// Names arrays that travel.
    ///
    /// @param mode of [DataTransferMode]; scalars are ignored
    public TaskGraph transferToDevice(int mode, Object... objects) {
        recording.in(mode, objects);
        return self();
    }

    /// Names arrays that travel.
    ///
    /// @param mode of [DataTransferMode]
    public TaskGraph transferToHost(int mode, Object... objects) {
        recording.out(mode, objects);
        return self();
    }

    /// Leaves arrays on the device, for other graphs of the plan.
    public TaskGraph persistOnDevice(Object... objects) {
        return transferToHost(DataTransferMode.UNDER_DEMAND, objects);
    }

    /// Uses arrays that another graph of the plan has left on the device.
    public TaskGraph consumeFromDevice(String taskGraphName, Object... objects) {
        recording.consume(taskGraphName, objects);
        return self();
    }

    public ImmutableTaskGraph snapshot() {
        Graph graph = recording.graph();
        return new ImmutableTaskGraph(graph);
    }

    TaskGraph add(String id, Serializable code, Object... arguments) {
        recording.task(id, code, KernelContext.class, arguments);
        return self();
    }

    abstract TaskGraph self();
}
