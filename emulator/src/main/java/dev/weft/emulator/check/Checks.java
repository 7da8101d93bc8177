package dev.weft.emulator.check;

import dev.weft.emulator.run.Locals;
import dev.weft.emulator.run.Watch;
import dev.weft.emulator.run.WorkGroup;
import dev.weft.emulator.run.WorkItem;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// Where rewritten kernels report what they access. The device runs one work-item at a time, so who it is stands in
/// static fields.
public final class Checks {
    private static final VarHandle SHADOW = shadowField();

    private static long me = Actor.outside();
    private static Subject subject = Subject.NONE;
    private static @Nullable WorkGroup group;
    private static @Nullable WorkItem item;
    private static HeapShadows heap = new HeapShadows(0);

    private Checks() {}

    /// Begins a launch.
    ///
    /// @param buffers the arguments that are arrays
    public static Watch begin(Subject launched, List<Buffer> buffers) {
        subject = launched;
        group = null;
        item = null;
        me = launched.grid() == null ? Actor.outside() : Actor.item(0, 0, 0);
        heap = new HeapShadows(0);
        for (var buffer : buffers) {
            buffer.shadow().begin(buffer.name(), buffer.orderless());
            if (buffer.array() instanceof TornadoNativeArray array) {
                SHADOW.set(array, buffer.shadow());
            } else {
                heap.add(buffer.array(), buffer.shadow());
            }
        }
        heap = new HeapShadows(heap);
        return Looking.INSTANCE;
    }

    /// Called before an element is read.
    public static void read(TornadoNativeArray array, int index) {
        var shadow = (Shadow) SHADOW.get(array);
        if (shadow != null) {
            shadow.read(index, me);
        }
    }

    /// Called before an element and the next are read.
    public static void readTwo(TornadoNativeArray array, int index) {
        read(array, index);
        read(array, index + 1);
    }

    /// Called before an element and the next are written.
    public static void writeTwo(TornadoNativeArray array, int index) {
        write(array, index);
        write(array, index + 1);
    }

    /// Called before an element is written.
    public static void write(TornadoNativeArray array, int index) {
        var shadow = (Shadow) SHADOW.get(array);
        if (shadow != null) {
            shadow.write(index, me);
        }
    }

    /// Called when the variable of a `@Parallel` loop has changed.
    public static void iteration(int value, int axis) {
        me = Actor.iteration(me, axis, value);
    }

    /// Called before a barrier.
    public static void barrier(int site, int line) {
        if (item != null) {
            item.at(site, line);
        }
    }

    static boolean grouped() {
        return subject.grid() != null;
    }

    /// The shadow of a Java array; null if it is private.
    static @Nullable Shadow shadow(Object array) {
        return heap.find(array);
    }

    static long me() {
        return me;
    }

    /// Who is running, in words.
    static String actor() {
        return text(me);
    }

    static String text(long actor) {
        return Actor.text(actor, subject.grid(), subject.variables());
    }

    /// As `Class.method line 12`.
    static String place() {
        var name = subject.owner();
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.filter(f -> f.getClassName().equals(name)).findFirst())
                .map(f -> subject.kernel() + " line " + f.getLineNumber())
                .orElse(subject.kernel());
    }

    private static VarHandle shadowField() {
        try {
            return MethodHandles.privateLookupIn(TornadoNativeArray.class, MethodHandles.lookup())
                    .findVarHandle(TornadoNativeArray.class, "shadow", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the API's arrays are not this emulator's", e);
        }
    }

    private static final class Looking implements Watch {
        private static final Looking INSTANCE = new Looking();

        @Override
        @SuppressWarnings("ReferenceEquality")
        public void running(WorkItem next) {
            if (next.group() != group) {
                group = next.group();
                heap.restart();
            }
            item = next;
            me = Actor.item(next.group().number(), next.number(), next.group().epoch());
        }

        @Override
        public void allocated(int number, Object array) {
            var size = Array.getLength(array);
            var text = Locals.text(array.getClass(), size);
            var shadow = new Shadow(array.getClass().getSimpleName(), size);
            shadow.begin("local array #" + number + " of " + text, false);
            heap.add(array, shadow);
        }

        @Override
        public void atomic(Object array, int index, int size) {
            var shadow = array instanceof TornadoNativeArray ? (Shadow) SHADOW.get(array) : heap.find(array);
            if (shadow != null) {
                shadow.update(index, me);
            }
        }
    }
}
