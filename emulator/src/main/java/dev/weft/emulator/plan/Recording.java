package dev.weft.emulator.plan;

import dev.weft.emulator.run.Kernel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoTaskRuntimeException;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.HalfFloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;

/// A graph while it is written down.
public final class Recording {
    private static final int MOST_ARGUMENTS = 20;
    private static final int MOST_TASKS = 256;

    private final String name;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Graph.Transfer> in = new ArrayList<>();
    private final List<Graph.Transfer> out = new ArrayList<>();
    private final List<Graph.Consumption> consumed = new ArrayList<>();

    public Recording(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /// Arrays to the device; scalars are ignored.
    public void in(int mode, Object... objects) {
        requireMode(mode);
        if (mode == DataTransferMode.UNDER_DEMAND) {
            throw new TornadoRuntimeException(
                    "transferToDevice in " + name + ": nothing travels UNDER_DEMAND to a device");
        }
        for (var object : objects) {
            requirePresent("transferToDevice", object);
            if (Copies.isArray(object)) {
                in.add(new Graph.Transfer(mode, object));
            }
        }
    }

    /// Arrays to the host.
    public void out(int mode, Object... objects) {
        requireMode(mode);
        for (var object : objects) {
            requireArray("transferToHost", object);
            out.add(new Graph.Transfer(mode, object));
        }
    }

    public void consume(String from, Object... objects) {
        for (var object : objects) {
            requireArray("consumeFromDevice", object);
            consumed.add(new Graph.Consumption(from, object));
        }
    }

    /// Writes down a task.
    ///
    /// @param contextType of what each work-item has for itself
    public void task(String id, Serializable code, Class<?> contextType, Object... arguments) {
        if (tasks.stream().anyMatch(t -> t.id().equals(id))) {
            throw new TornadoTaskRuntimeException("Two tasks of graph " + name + " are named " + id);
        }
        if (tasks.size() == MOST_TASKS) {
            throw new TornadoTaskRuntimeException("Graph " + name + " has more than " + MOST_TASKS + " tasks");
        }
        if (arguments.length > MOST_ARGUMENTS) {
            throw new TornadoTaskRuntimeException("Task " + id + " has more than " + MOST_ARGUMENTS + " arguments");
        }
        var contextAt = -1;
        for (var i = 0; i < arguments.length; i++) {
            requirePresent("task " + id, arguments[i]);
            if (contextType.isInstance(arguments[i])) {
                contextAt = i;
            } else if (!Copies.isArray(arguments[i]) && !isScalar(arguments[i])) {
                throw new TornadoTaskRuntimeException("Task " + id + " of graph " + name + ": argument " + (i + 1)
                        + " is a " + arguments[i].getClass().getName() + ", which a device does not know");
            }
        }
        tasks.add(new Task(id, Kernel.of(id, code), List.of(arguments), contextAt));
    }

    public Graph graph() {
        for (var task : tasks) {
            for (var argument : task.arguments()) {
                if (Copies.isArray(argument) && !travels(argument) && !travelsUnasked(argument)) {
                    throw new TornadoTaskRuntimeException("Task " + task.id() + " of graph " + name + ": the "
                            + argument.getClass().getSimpleName()
                            + " is in no transfer. Cure: transferToDevice, transferToHost or consumeFromDevice.");
                }
            }
        }
        return new Graph(name, tasks, in, out, consumed);
    }

    private boolean travels(Object host) {
        return in.stream().anyMatch(t -> t.moves(host))
                || out.stream().anyMatch(t -> t.moves(host))
                || consumed.stream().anyMatch(t -> t.moves(host));
    }

    /// What TornadoVM copies in once by itself.
    private static boolean travelsUnasked(Object array) {
        return switch (array) {
            case IntArray _, FloatArray _, DoubleArray _, LongArray _, ShortArray _, HalfFloatArray _, ByteArray _ ->
                true;
            default -> false;
        };
    }

    private static boolean isScalar(Object value) {
        return value instanceof Number || value instanceof Boolean || value instanceof Character;
    }

    private void requireArray(String what, Object object) {
        requirePresent(what, object);
        if (!Copies.isArray(object)) {
            throw new TornadoRuntimeException(
                    what + " in " + name + ": a " + object.getClass().getName() + " is no array");
        }
    }

    @SuppressWarnings("ConstantValue") // callers are not checked for nulls
    private void requirePresent(String what, Object object) {
        if (object == null) {
            throw new TornadoRuntimeException(what + " in " + name + ": an argument is null");
        }
    }

    private void requireMode(int mode) {
        if (mode < DataTransferMode.FIRST_EXECUTION || mode > DataTransferMode.UNDER_DEMAND) {
            throw new TornadoRuntimeException("transfer in " + name + ": " + mode + " is no DataTransferMode");
        }
    }
}
