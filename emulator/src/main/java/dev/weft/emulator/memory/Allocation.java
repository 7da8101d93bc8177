package dev.weft.emulator.memory;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.memory.Cells.Shared;
import uk.ac.manchester.tornado.api.KernelContext;

/// Where the arrays of rewritten kernels come from: private ones from `new`, local ones from the
/// context.
public final class Allocation {
    private Allocation() {}

    public static FloatCells floats(int size, int line) {
        return new FloatCells(checked(size), line, null);
    }

    public static FloatCells floats(KernelContext context, int size, int line, boolean direct) {
        return (FloatCells) local(FloatCells.class, size, FloatCells.BYTES, line, direct, FloatCells::new);
    }

    public static IntCells ints(int size, int line) {
        return new IntCells(checked(size), line, null);
    }

    public static IntCells ints(KernelContext context, int size, int line, boolean direct) {
        return (IntCells) local(IntCells.class, size, IntCells.BYTES, line, direct, IntCells::new);
    }

    public static LongCells longs(int size, int line) {
        return new LongCells(checked(size), line, null);
    }

    public static LongCells longs(KernelContext context, int size, int line, boolean direct) {
        return (LongCells) local(LongCells.class, size, LongCells.BYTES, line, direct, LongCells::new);
    }

    public static DoubleCells doubles(int size, int line) {
        return new DoubleCells(checked(size), line, null);
    }

    public static DoubleCells doubles(KernelContext context, int size, int line, boolean direct) {
        return (DoubleCells) local(DoubleCells.class, size, DoubleCells.BYTES, line, direct, DoubleCells::new);
    }

    public static ByteCells bytes(int size, int line) {
        return new ByteCells(checked(size), line, null);
    }

    public static ByteCells bytes(KernelContext context, int size, int line, boolean direct) {
        return (ByteCells) local(ByteCells.class, size, ByteCells.BYTES, line, direct, ByteCells::new);
    }

    public static ShortCells shorts(int size, int line) {
        return new ShortCells(checked(size), line, null);
    }

    public static CharCells chars(int size, int line) {
        return new CharCells(checked(size), line, null);
    }

    public static HalfCells halfs(int size, int line) {
        return new HalfCells(checked(size), line, null);
    }

    public static HalfCells halfs(KernelContext context, int size, int line, boolean direct) {
        return (HalfCells) local(HalfCells.class, size, HalfCells.BYTES, line, direct, HalfCells::new);
    }

    private static Cells local(
            Class<? extends Cells> type, int size, int bytes, int line, boolean direct, Maker maker) {
        var turn = Turn.current();
        return turn.local(
                type,
                checked(size),
                bytes,
                line,
                ordinal -> maker.make(size, line, new Shared(turn, new Shadow(size), ordinal, direct)));
    }

    private static int checked(int size) {
        if (size < 0) {
            throw Turn.current().fault(KernelFault.Kind.OUT_OF_BOUNDS, "allocates an array of " + size + " elements");
        }
        return size;
    }

    /// The constructor of some cells.
    @FunctionalInterface
    private interface Maker {
        Cells make(int size, int line, Shared shared);
    }
}
