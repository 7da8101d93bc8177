package dev.weft.runtime.carry;

import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A state on its way to or from a file: what is folded, and the recent tokens without the room around
/// them.
final class SavedState implements AutoCloseable {
    private final Layout layout;
    private final long tokens;
    private final int recent;
    private final Folded folded;

    /// The codes first; then what a step reads, in its order.
    private final List<Tensor> tensors;

    private final List<Integer> inStep = new ArrayList<>();
    private final List<Integer> axes = new ArrayList<>();

    SavedState(Layout layout, long tokens, int recent, Folded folded) {
        this.layout = layout;
        this.tokens = tokens;
        this.recent = recent;
        this.folded = folded;
        add(layout.firstOwn() + 1, 2);
        for (int n : layout.with(CarriedTensor.Role.RECENT)) {
            if (layout.inStep(n) >= 0) {
                add(layout.inStep(n), layout.kernel.tensors().get(n).axis());
            }
        }
        for (int value = 0; value < layout.averaged(); value++) {
            add(layout.firstOwn() + 2 + value, 2);
        }
        var shapes = layout.kernel.step().shapes(layout.stepSizes(0, recent));
        this.tensors = Room.forAll(inStep.stream().map(layout.step::get).toList(), n -> shapes[inStep.get(n)]);
    }

    private void add(int step, int axis) {
        inStep.add(step);
        axes.add(axis);
    }

    long tokens() {
        return tokens;
    }

    int recent() {
        return recent;
    }

    Folded folded() {
        return folded;
    }

    List<Tensor> tensors() {
        return tensors;
    }

    void copyFrom(Slots slots) {
        for (int n = 0; n < tensors.size(); n++) {
            Strides.copy(slots.tensor(inStep.get(n)), slots.codes(), tensors.get(n), 0, axes.get(n), recent);
        }
    }

    void copyTo(Slots slots) {
        for (int n = 0; n < tensors.size(); n++) {
            Strides.copy(tensors.get(n), 0, slots.tensor(inStep.get(n)), slots.codes(), axes.get(n), recent);
        }
        slots.restored(recent);
    }

    /// What cannot be, as the end of a sentence; empty if all can. Values may be anything that tensors
    /// hold, infinite ones and NaN too.
    String wrong() {
        int codes = layout.extent.codes();
        long far = tokens - recent;
        for (int row = 0; row * codes < folded.counts.length; row++) {
            long sum = 0;
            for (int s = 0; s < codes; s++) {
                int count = folded.counts[row * codes + s];
                sum += count;
                if (count < 0 || sum > far) {
                    return "counts %d keys of code %d, but %d were folded".formatted(count, s, far);
                }
            }
        }
        var held = tensors.getFirst();
        for (long e = 0; e < held.elements(); e++) {
            long code = (long) held.get(e);
            if (code < 0 || code >= codes) {
                return "holds the code %d, but there are %d".formatted(code, codes);
            }
        }
        return "";
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::close);
    }
}
