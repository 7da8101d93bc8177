package dev.weft.emulator.memory;

import org.jspecify.annotations.Nullable;

/// A kernel's array: local, then all of a work-group share it, or private, then one work-item alone
/// has it. A device zeroes neither.
public abstract sealed class Cells implements Memory
        permits FloatCells, IntCells, LongCells, DoubleCells, ByteCells, ShortCells, CharCells, HalfCells {
    private final int size;
    private final int line;
    private final @Nullable Shared shared;
    private final boolean[] written;

    Cells(int size, int line, @Nullable Shared shared) {
        this.size = size;
        this.line = line;
        this.shared = shared;
        this.written = shared == null ? new boolean[size] : new boolean[0];
    }

    /// What a local array knows beyond its values.
    ///
    /// @param ordinal how many local arrays the kernel allocated before
    /// @param direct whether the kernel's own method allocated it
    record Shared(Turn turn, Shadow shadow, int ordinal, boolean direct) {}

    @Override
    public final int size() {
        return size;
    }

    /// The line that allocates it.
    public final int line() {
        return line;
    }

    /// The element's type.
    public abstract String type();

    public final boolean isLocal() {
        return shared != null;
    }

    /// Of a local array, how many were allocated before it.
    public final int ordinal() {
        return shared == null ? 0 : shared.ordinal();
    }

    /// Whether the device's compiler loses track of it when a helper gets it.
    final boolean isLostInHelpers() {
        return shared != null && shared.direct();
    }

    /// Another work-group uses it.
    public final void forget() {
        if (shared != null) {
            shared.shadow().forget();
        }
    }

    final void reading(int index) {
        if (index < 0 || index >= size) {
            throw Turn.current().outOfBounds(this, index, false);
        }
        if (shared == null) {
            if (!written[index]) {
                throw Turn.current().uninitialised(this, index);
            }
            return;
        }
        var turn = shared.turn();
        var shadow = shared.shadow();
        var other = shadow.read(index, turn.localStamp());
        if (other != 0) {
            throw turn.race(this, index, false, other, true);
        }
        if (!shadow.isWritten(index)) {
            throw turn.uninitialised(this, index);
        }
    }

    final void writing(int index) {
        if (index < 0 || index >= size) {
            throw Turn.current().outOfBounds(this, index, true);
        }
        if (shared == null) {
            written[index] = true;
        } else {
            note(shared, index, shared.turn().localStamp());
        }
    }

    /// Reads and writes in one step, which races with no other such step.
    final void updating(int index) {
        if (index < 0 || index >= size) {
            throw Turn.current().outOfBounds(this, index, true);
        }
        if (shared == null) {
            reading(index);
        } else {
            if (!shared.shadow().isWritten(index)) {
                throw shared.turn().uninitialised(this, index);
            }
            note(shared, index, Stamp.atomic(shared.turn().localStamp()));
        }
    }

    private void note(Shared with, int index, long stamp) {
        var other = with.shadow().write(index, stamp);
        if (other != 0) {
            throw with.turn().race(this, index, true, other, with.shadow().isWriter(index, other));
        }
    }
}
