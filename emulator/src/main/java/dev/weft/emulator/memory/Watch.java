package dev.weft.emulator.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sees each access to an array on the device: which elements have values, and who touched them in
/// the launch that runs.
public final class Watch implements Memory {
    private final boolean[] defined;
    private final Shadow shadow;
    private @Nullable Turn turn;

    public Watch(int size) {
        this.defined = new boolean[size];
        this.shadow = new Shadow(size);
    }

    @Override
    public int size() {
        return defined.length;
    }

    /// A launch begins.
    public void begin(Turn launch) {
        shadow.forget();
        turn = launch;
    }

    public void end() {
        turn = null;
    }

    /// All elements have values now, or none has.
    public void define(boolean values) {
        Arrays.fill(defined, values);
    }

    /// How many elements have no value.
    public int undefined() {
        var count = 0;
        for (var known : defined) {
            count += known ? 0 : 1;
        }
        return count;
    }

    /// The first element that has no value; only if there is one.
    public int firstUndefined() {
        var index = 0;
        while (defined[index]) {
            index++;
        }
        return index;
    }

    public void read(int index) {
        var now = now();
        if (index < 0 || index >= defined.length) {
            throw now.outOfBounds(this, index, false);
        }
        var other = shadow.read(index, now.deviceStamp());
        if (other != 0) {
            throw now.race(this, index, false, other, true);
        }
        if (!defined[index]) {
            throw now.uninitialised(this, index);
        }
    }

    public void write(int index) {
        var now = now();
        write(now, index, now.deviceStamp());
    }

    /// Reads and writes in one step, which races with no other such step.
    public void update(int index) {
        var now = now();
        if (isInside(index) && !defined[index]) {
            throw now.uninitialised(this, index);
        }
        write(now, index, Stamp.atomic(now.deviceStamp()));
    }

    private void write(Turn now, int index, long stamp) {
        if (!isInside(index)) {
            throw now.outOfBounds(this, index, true);
        }
        var other = shadow.write(index, stamp);
        if (other != 0) {
            throw now.race(this, index, true, other, shadow.isWriter(index, other));
        }
        defined[index] = true;
    }

    private boolean isInside(int index) {
        return index >= 0 && index < defined.length;
    }

    private Turn now() {
        var now = turn;
        if (now == null) {
            throw new IllegalStateException("an array of the device is used outside of a kernel");
        }
        return now;
    }
}
