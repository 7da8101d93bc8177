package dev.weft.runtime.tornado;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// An input that stays on the device: its array, as the host last sent it, and what brings single
/// elements there.
final class Resident {
    /// Elements that one patch brings.
    private static final int PATCH = 16 * 1024;

    private final Storage storage;
    private final TornadoNativeArray array;
    private final TornadoNativeArray brought;
    private final IntArray places;
    private final Deque<Span> pending = new ArrayDeque<>();

    Resident(Storage storage, TornadoNativeArray array) {
        this.storage = storage;
        this.array = array;
        int size = Math.min(PATCH, array.getSize());
        this.brought = storage.allocate(size);
        this.places = new IntArray(size);
        brought.getSegment().fill((byte) 0);
        places.init(-1);
    }

    TornadoNativeArray array() {
        return array;
    }

    /// Adds the task that puts elements into the array on the device.
    ///
    /// @param task its name
    void patch(TaskGraph graph, String task) {
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, brought, places);
        Patch.add(graph, task, brought, places, array);
    }

    /// Whether changes are so many that the whole array is sent: a patch costs a place beside each
    /// element, and a launch for every few of them.
    boolean whole(List<Span> changed) {
        return changed.stream().mapToLong(Span::elements).sum() > array.getSize() / 4;
    }

    /// Takes all elements over, to be sent as a whole.
    void take(MemorySegment tensor) {
        array.getSegment().copyFrom(tensor);
    }

    /// Takes some elements over, to be brought by patches.
    void take(MemorySegment tensor, List<Span> changed) {
        pending.clear();
        for (var span : changed) {
            var place = stretch(array.getSegment(), span.from(), span.elements());
            place.copyFrom(stretch(tensor, span.from(), span.elements()));
            pending.add(span);
        }
    }

    /// Puts the next elements that are to be brought where the task finds them, as many as it can take.
    /// Without any the task does nothing.
    ///
    /// @return whether there were any
    boolean fill() {
        int filled = 0;
        while (filled < places.getSize() && !pending.isEmpty()) {
            var span = pending.removeFirst();
            int count = (int) Math.min(span.elements(), places.getSize() - filled);
            stretch(brought.getSegment(), filled, count).copyFrom(stretch(array.getSegment(), span.from(), count));
            for (int n = 0; n < count; n++) {
                places.set(filled + n, (int) span.from() + n);
            }
            filled += count;
            if (count < span.elements()) {
                pending.addFirst(new Span(span.from() + count, span.elements() - count));
            }
        }
        for (int n = filled; n < places.getSize(); n++) {
            places.set(n, -1);
        }
        return filled > 0;
    }

    /// Lets the task do nothing.
    void bringNothing() {
        pending.clear();
        fill();
    }

    private MemorySegment stretch(MemorySegment memory, long from, long elements) {
        return memory.asSlice(from * storage.bytes(), elements * storage.bytes());
    }

    /// Memory of what brings changes, in bytes.
    long bytes() {
        return brought.getNumBytesOfSegmentWithHeader() + places.getNumBytesOfSegmentWithHeader();
    }
}
