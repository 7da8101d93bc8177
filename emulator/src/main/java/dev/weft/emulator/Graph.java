package dev.weft.emulator;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoTaskRuntimeException;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// What a task graph was built of.
public final class Graph {
    private final String name;
    private final List<Transfer> before = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Transfer> after = new ArrayList<>();

    /// One array and when it is copied.
    record Transfer(int mode, TornadoNativeArray array) {}

    /// One task with its arguments as the host has them.
    record Task(String id, Kernel kernel, List<Object> arguments) {
        Task {
            arguments = List.copyOf(arguments);
        }
    }

    public Graph(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    List<Transfer> before() {
        return before;
    }

    List<Task> tasks() {
        return tasks;
    }

    List<Transfer> after() {
        return after;
    }

    /// Adds arrays that are copied to the device.
    public void toDevice(int mode, Object[] arrays) {
        add(mode, arrays, before);
    }

    /// Adds arrays that are copied to the host.
    public void toHost(int mode, Object[] arrays) {
        add(mode, arrays, after);
    }

    private static void add(int mode, Object[] arrays, List<Transfer> to) {
        for (var array : arrays) {
            if (array == null) {
                throw new TornadoRuntimeException("null cannot be transferred");
            }
            if (array instanceof TornadoNativeArray known) {
                to.add(new Transfer(mode, known));
            }
        }
    }

    /// Adds a task.
    public void task(String id, Serializable code, Object[] arguments) {
        if (tasks.stream().anyMatch(task -> task.id().equals(id))) {
            throw new TornadoTaskRuntimeException("two tasks are called " + id);
        }
        var kernel = Kernel.of(code);
        if (arguments.length > Limits.ARGUMENTS) {
            throw new KernelFault("%s takes %d arguments, and a task may have %d"
                    .formatted(kernel.name(), arguments.length, Limits.ARGUMENTS));
        }
        tasks.add(new Task(id, kernel, Arrays.asList(arguments)));
    }
}
