package dev.weft.emulator.plan;

import dev.weft.emulator.run.Kernel;
import java.util.List;

/// A kernel and the host's arguments.
///
/// @param id within its graph
/// @param contextAt which argument each work-item has for itself; below 0 if none is
public record Task(String id, Kernel kernel, List<Object> arguments, int contextAt) {
    public Task {
        arguments = List.copyOf(arguments);
    }
}
