package dev.weft.emulator.plan;

import java.util.List;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// A task graph that changes no more.
public record Graph(String name, List<Transfer> in, List<Consumed> consumed, List<Task> tasks, List<Transfer> out) {
    public Graph {
        in = List.copyOf(in);
        consumed = List.copyOf(consumed);
        tasks = List.copyOf(tasks);
        out = List.copyOf(out);
    }

    /// Whether an array comes to the device by a transfer or from another graph.
    boolean brings(TornadoNativeArray array) {
        return in.stream().anyMatch(transfer -> transfer.array() == array)
                || consumed.stream().anyMatch(held -> held.array() == array);
    }

    /// Whether an array goes back to the host.
    boolean returns(TornadoNativeArray array) {
        return out.stream().anyMatch(transfer -> transfer.array() == array);
    }

    String key(Task task) {
        return name + "." + task.id();
    }
}
