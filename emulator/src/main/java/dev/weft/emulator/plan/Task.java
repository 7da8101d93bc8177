package dev.weft.emulator.plan;

import dev.weft.emulator.kernel.Kernel;
import java.util.List;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// A kernel with its arguments, as the host gave them.
record Task(String id, Kernel kernel, List<Object> arguments, long compileNanos) {
    Task {
        arguments = List.copyOf(arguments);
    }

    List<TornadoNativeArray> arrays() {
        return arguments.stream()
                .filter(TornadoNativeArray.class::isInstance)
                .map(TornadoNativeArray.class::cast)
                .toList();
    }
}
