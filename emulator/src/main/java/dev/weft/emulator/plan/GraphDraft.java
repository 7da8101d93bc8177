package dev.weft.emulator.plan;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.Limits;
import dev.weft.emulator.kernel.Kernel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoTaskRuntimeException;
import uk.ac.manchester.tornado.api.types.arrays.BFloat16Array;
import uk.ac.manchester.tornado.api.types.arrays.CharArray;
import uk.ac.manchester.tornado.api.types.arrays.Int8Array;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// A task graph while it is built. Kernels are checked and rewritten here, so that what is wrong with
/// one is said where its task is added.
public final class GraphDraft {
    private static final int MOST_TASKS = 256;

    private final String name;
    private final List<Transfer> in = new ArrayList<>();
    private final List<Consumed> consumed = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Transfer> out = new ArrayList<>();

    public GraphDraft(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public void task(String id, Serializable code, @Nullable Object... arguments) {
        var limits = Limits.current();
        if (arguments.length > limits.arguments()) {
            throw new KernelFault(
                    Kind.ARGUMENTS,
                    "task %s.%s has %d arguments; a task may have %d"
                            .formatted(name, id, arguments.length, limits.arguments()));
        }
        if (tasks.stream().anyMatch(task -> task.id().equals(id))) {
            throw new TornadoTaskRuntimeException("task graph " + name + " has a task " + id + " already");
        }
        if (tasks.size() == MOST_TASKS) {
            throw new TornadoRuntimeException("task graph " + name + " has more than " + MOST_TASKS + " tasks");
        }
        var given = new ArrayList<Object>();
        for (var argument : arguments) {
            given.add(checkedArgument(id, argument));
        }
        var start = System.nanoTime();
        var kernel = Kernel.of(code, limits);
        tasks.add(new Task(id, kernel, given, System.nanoTime() - start));
    }

    private Object checkedArgument(String task, @Nullable Object argument) {
        return switch (argument) {
            case null -> throw new TornadoRuntimeException("task %s.%s has an argument null".formatted(name, task));
            case KernelContext context -> context;
            case Number number -> number;
            case Boolean flag -> flag;
            case Character character -> character;
            case TornadoNativeArray array -> array;
            default ->
                throw new TornadoTaskRuntimeException(
                        "task %s.%s: the emulator takes native arrays and scalars, not a %s"
                                .formatted(name, task, argument.getClass().getTypeName()));
        };
    }

    /// Scalars among the objects are no matter for transfers, and ignored.
    public void transferIn(int mode, @Nullable Object... objects) {
        for (var object : objects) {
            if (object instanceof TornadoNativeArray array) {
                in.add(new Transfer(mode, array));
            } else if (!(object instanceof Number || object instanceof Boolean || object instanceof KernelContext)) {
                throw new TornadoRuntimeException(
                        "task graph %s transfers to the device what is no native array: %s".formatted(name, object));
            }
        }
    }

    public void transferOut(int mode, @Nullable Object... objects) {
        arrays(objects).forEach(array -> out.add(new Transfer(mode, array)));
    }

    public void consume(String source, @Nullable Object... objects) {
        arrays(objects).forEach(array -> consumed.add(new Consumed(source, array)));
    }

    private List<TornadoNativeArray> arrays(@Nullable Object[] objects) {
        return Arrays.stream(objects)
                .map(object -> {
                    if (object instanceof TornadoNativeArray array) {
                        return array;
                    }
                    throw new TornadoRuntimeException(
                            "task graph %s holds on the device what is no native array: %s".formatted(name, object));
                })
                .toList();
    }

    public Graph snapshot() {
        var graph = new Graph(name, in, consumed, tasks, out);
        for (var task : tasks) {
            for (var array : task.arrays()) {
                var mustBeListed =
                        array instanceof Int8Array || array instanceof BFloat16Array || array instanceof CharArray;
                if (mustBeListed && !graph.brings(array) && !graph.returns(array)) {
                    throw new TornadoTaskRuntimeException("task %s.%s has an argument of type %s that no transfer lists"
                            .formatted(name, task.id(), array.getClass().getSimpleName()));
                }
            }
        }
        return graph;
    }
}
