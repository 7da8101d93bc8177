package uk.ac.manchester.tornado.api;

import dev.weft.emulator.plan.GraphDraft;
import java.io.Serializable;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;

/// Tasks in their order, with what is copied to the device before them and back behind them.
public class TaskGraph extends LargeTasks {
    private final GraphDraft draft;

    public TaskGraph(String name) {
        this.draft = new GraphDraft(name);
    }

    public TaskGraph task(String id, Task code) {
        return add(id, code);
    }

    @Override
    final TaskGraph add(String id, Serializable code, Object... arguments) {
        draft.task(id, code, arguments);
        return this;
    }

    /// Arrays that tasks read.
    ///
    /// @param mode one of [DataTransferMode]
    public TaskGraph transferToDevice(int mode, Object... objects) {
        draft.transferIn(mode, objects);
        return this;
    }

    /// Arrays that tasks write.
    ///
    /// @param mode one of [DataTransferMode]
    public TaskGraph transferToHost(int mode, Object... objects) {
        draft.transferOut(mode, objects);
        return this;
    }

    /// They stay on the device, for other graphs of the plan.
    public TaskGraph persistOnDevice(Object... objects) {
        return transferToHost(DataTransferMode.UNDER_DEMAND, objects);
    }

    /// They are on the device because another graph of the plan left them there.
    public TaskGraph consumeFromDevice(String sourceGraph, Object... objects) {
        draft.consume(sourceGraph, objects);
        return this;
    }

    public String getTaskGraphName() {
        return draft.name();
    }

    public ImmutableTaskGraph snapshot() {
        return new ImmutableTaskGraph(draft.snapshot());
    }
}
