package dev.weft.runtime.carry;

import dev.weft.runtime.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What a step attends to, as tensors: a slot for each code, then one for each recent token, then room.
/// The room grows when it must, and never shrinks.
final class Slots implements AutoCloseable {
    private static final int LEAST_ROOM = 16;
    private static final int OWN_AXIS = 2;

    private final Layout layout;
    private final Folded folded;

    /// In the order of a step's tensors; those that are given from outside are the counts instead.
    private Tensor[] tensors = {};

    private int room;
    private int recent;
    private long first;

    Slots(Layout layout, Folded folded) {
        this.layout = layout;
        this.folded = folded;
        grow(LEAST_ROOM);
    }

    int codes() {
        return layout.extent.codes();
    }

    /// How many tokens are not folded.
    int recent() {
        return recent;
    }

    /// The position of the first token that is not folded.
    long first() {
        return first;
    }

    int count() {
        return codes() + room;
    }

    Tensor tensor(int inStep) {
        return tensors[inStep];
    }

    Tensor codesTensor() {
        return tensors[layout.firstOwn() + 1];
    }

    private Tensor counts() {
        return tensors[layout.firstOwn()];
    }

    Tensor values(int number) {
        return tensors[layout.firstOwn() + 2 + number];
    }

    /// The axis of a step's tensor that counts slots; -1 for a tensor that is given from outside.
    int axis(int inStep) {
        if (inStep >= layout.firstOwn()) {
            return OWN_AXIS;
        }
        for (int n : layout.with(CarriedTensor.Role.RECENT)) {
            if (layout.inStep(n) == inStep) {
                return layout.kernel.tensors().get(n).axis();
            }
        }
        return -1;
    }

    /// Makes room for more tokens; says whether there is more room than before.
    boolean reserve(int more) {
        if (recent + more <= room) {
            return false;
        }
        grow(Math.max(recent + more, 2 * room));
        return true;
    }

    private void grow(int wanted) {
        var old = tensors;
        var shapes = layout.kernel.step().shapes(layout.stepSizes(0, codes() + wanted));
        var slotted =
                IntStream.range(0, layout.step.size()).filter(n -> axis(n) >= 0).toArray();
        var made = Room.forAll(Arrays.stream(slotted).mapToObj(layout.step::get).toList(), n -> shapes[slotted[n]]);
        var grown = new Tensor[layout.step.size()];
        for (int n = 0; n < slotted.length; n++) {
            grown[slotted[n]] = made.get(n);
            if (old.length > 0) {
                Strides.copy(old[slotted[n]], 0, made.get(n), 0, axis(slotted[n]), codes() + recent);
            }
        }
        for (int n = 0; n < grown.length; n++) {
            grown[n] = axis(n) < 0 ? grown[layout.firstOwn()] : grown[n];
        }
        room = wanted;
        tensors = grown;
        close(old);
        if (old.length == 0) {
            nameCodes();
        }
    }

    /// The code in a code's slot is itself.
    private void nameCodes() {
        var extent = layout.extent;
        for (int row = 0; row < extent.batches() * extent.groups(); row++) {
            for (int s = 0; s < codes(); s++) {
                codesTensor().set((long) row * count() + s, s);
            }
        }
    }

    /// Adds tokens, for which there must be room.
    ///
    /// @param given all tensors of the whole kernel that have tokens, by their numbers there
    /// @param total how many tokens they have; `count` from `from` on are added
    /// @param codes `[batches * groups, total]`
    void push(Tensor[] given, int[] codes, int total, int from, int count) {
        int to = codes() + recent;
        for (int n : layout.with(CarriedTensor.Role.RECENT)) {
            int inStep = layout.inStep(n);
            if (inStep >= 0) {
                Strides.copy(
                        given[n],
                        from,
                        tensors[inStep],
                        to,
                        layout.kernel.tensors().get(n).axis(),
                        count);
            }
        }
        var extent = layout.extent;
        for (int row = 0; row < extent.batches() * extent.groups(); row++) {
            for (int t = 0; t < count; t++) {
                long slot = (long) row * count() + to + t;
                counts().set(slot, 1);
                codesTensor().set(slot, codes[row * total + from + t]);
            }
        }
        var sizes = layout.sizes(total);
        for (int value = 0; value < layout.averaged(); value++) {
            var source = given[layout.read(value + 2)];
            var entries = new float[layout.entries(value + 2)];
            for (int row = 0; row < extent.batches() * extent.groups(); row++) {
                int head = row % extent.groups() * extent.sharers();
                for (int t = 0; t < count; t++) {
                    long at = layout.kernel.offset(value + 2, sizes, row / extent.groups(), head, from + t);
                    Reals.copy(source, at, entries, 0, entries.length);
                    Reals.copy(
                            entries, values(value), ((long) row * count() + to + t) * entries.length, entries.length);
                }
            }
            values(value).changed(0, values(value).elements());
        }
        recent += count;
    }

    /// Takes back the last tokens.
    void forget(int count) {
        recent -= count;
        empty(codes() + recent, count);
    }

    private void empty(int from, int count) {
        var extent = layout.extent;
        for (int row = 0; row < extent.batches() * extent.groups(); row++) {
            for (int s = from; s < from + count; s++) {
                counts().set((long) row * count() + s, 0);
            }
        }
    }

    /// Folds the oldest tokens.
    ///
    /// @param arguments of a step, with its scalars and its sizes
    void fold(int count, int[] sizes, double[] scalars, Tensor[] arguments) {
        if (count == 0) {
            return;
        }
        var extent = layout.extent;
        for (int row = 0; row < extent.batches() * extent.groups(); row++) {
            int head = row % extent.groups() * extent.sharers();
            for (int slot = codes(); slot < codes() + count; slot++) {
                if (layout.kernel.folds(sizes, scalars, arguments, row / extent.groups(), head, slot)) {
                    fold(row, slot);
                }
            }
        }
        drop(count);
        changed();
    }

    private void fold(int row, int slot) {
        int code = row * codes() + (int) codesTensor().get((long) row * count() + slot);
        folded.count(code);
        for (int value = 0; value < layout.averaged(); value++) {
            var entries = new float[layout.entries(value + 2)];
            Reals.copy(values(value), ((long) row * count() + slot) * entries.length, entries, 0, entries.length);
            folded.add(value, code, entries);
        }
        show(code);
    }

    private void drop(int count) {
        for (int n = 0; n < tensors.length; n++) {
            int axis = axis(n);
            if (axis >= 0) {
                Strides.copy(tensors[n], codes() + count, tensors[n], codes(), axis, recent - count);
            }
        }
        forget(count);
        first += count;
    }

    /// Writes what is folded where steps read it.
    void show() {
        for (int code = 0; code < folded.counts.length; code++) {
            show(code);
        }
        changed();
    }

    /// The same of one code of one row; `changed` must follow.
    private void show(int code) {
        long slot = (long) (code / codes()) * count() + code % codes();
        counts().set(slot, folded.counts[code]);
        for (int value = 0; value < layout.averaged(); value++) {
            var shown = new float[layout.entries(value + 2)];
            for (int e = 0; e < shown.length; e++) {
                shown[e] = (float) folded.means[value][code * shown.length + e];
            }
            Reals.copy(shown, values(value), slot * shown.length, shown.length);
        }
    }

    private void changed() {
        for (int value = 0; value < layout.averaged(); value++) {
            values(value).changed(0, values(value).elements());
        }
    }

    /// Begins anew at a position.
    void begin(long position) {
        empty(codes(), recent);
        recent = 0;
        first = position;
        show();
    }

    /// Says that tokens have been written behind the codes.
    void restored(int tokens) {
        recent = tokens;
        var extent = layout.extent;
        for (int row = 0; row < extent.batches() * extent.groups(); row++) {
            for (int t = 0; t < tokens; t++) {
                counts().set((long) row * count() + codes() + t, 1);
            }
        }
    }

    @Override
    public void close() {
        close(tensors);
    }

    private static void close(Tensor... tensors) {
        Arrays.stream(tensors).forEach(Tensor::close);
    }
}
