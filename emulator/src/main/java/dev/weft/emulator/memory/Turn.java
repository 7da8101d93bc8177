package dev.weft.emulator.memory;

import dev.weft.emulator.KernelFault;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The launch that a thread works for, and which of its work-items runs now. Exactly one does.
public abstract class Turn {
    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private long localStamp;
    private long deviceStamp;

    /// The launch of this thread.
    static Turn current() {
        var turn = CURRENT.get();
        if (turn == null) {
            throw new IllegalStateException("no kernel runs on this thread");
        }
        return turn;
    }

    /// From now on this thread works for this launch.
    protected final void enter() {
        CURRENT.set(this);
    }

    protected final void exit() {
        CURRENT.remove();
    }

    protected final void pass(long local, long device) {
        localStamp = local;
        deviceStamp = device;
    }

    final long localStamp() {
        return localStamp;
    }

    final long deviceStamp() {
        return deviceStamp;
    }

    /// Finds the work-group's next local array for this work-item, or makes it if no other has.
    ///
    /// @param line where it is allocated
    /// @param make from its ordinal: how the array is made
    protected abstract Cells local(
            Class<? extends Cells> type, int size, int elementBytes, int line, IntFunction<Cells> make);

    /// Waits for the work-group.
    ///
    /// @param site which barrier, as the rewriter numbers them
    protected abstract void barrier(int site);

    /// A parallel loop has reached an iteration.
    ///
    /// @param depth which loop, from outside
    protected abstract void iteration(int depth, int value);

    /// A parallel loop will have an iteration.
    protected abstract void count(int depth, int value);

    /// Whether one of the iterations that were counted is left.
    protected abstract boolean more(int depth);

    /// The next of them.
    protected abstract int next(int depth);

    /// A parallel loop is left.
    protected abstract void leave(int depth);

    protected abstract KernelFault outOfBounds(Memory memory, int index, boolean write);

    protected abstract KernelFault uninitialised(Memory memory, int index);

    /// Two work-items on one element.
    ///
    /// @param write what this work-item does
    /// @param other the other access
    /// @param otherWrote what the other work-item did
    protected abstract KernelFault race(Memory memory, int index, boolean write, long other, boolean otherWrote);

    /// Another fault, at the kernel's present line.
    protected abstract KernelFault fault(KernelFault.Kind kind, String what);
}
