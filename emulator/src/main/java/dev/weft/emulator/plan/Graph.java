package dev.weft.emulator.plan;

import java.util.List;

/// A task graph as it was recorded. Arrays travel to the device before the first task, and back after the last.
public record Graph(String name, List<Task> tasks, List<Transfer> in, List<Transfer> out, List<Consumption> consumed) {
    public Graph {
        tasks = List.copyOf(tasks);
        in = List.copyOf(in);
        out = List.copyOf(out);
        consumed = List.copyOf(consumed);
    }

    /// An array that travels.
    ///
    /// @param mode of `DataTransferMode`
    public record Transfer(int mode, Object host) {
        @SuppressWarnings("ReferenceEquality")
        boolean moves(Object array) {
            return host == array;
        }
    }

    /// An array that another graph left on the device.
    public record Consumption(String from, Object host) {
        @SuppressWarnings("ReferenceEquality")
        boolean moves(Object array) {
            return host == array;
        }
    }

    /// Whether another graph may consume the array.
    boolean keeps(Object host, int underDemand) {
        return out.stream().anyMatch(t -> t.moves(host) && t.mode() == underDemand);
    }
}
