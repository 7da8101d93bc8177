package dev.weft.codegen.schedule;

import java.util.List;
import java.util.stream.IntStream;

/// A form of JVM code: how wide its vectors are and which block of a product its registers hold.
///
/// A block is as large as the registers hold: accumulators, a row of the right side, and one vector
/// of the left side at a time. The 512-bit block reached 95 % of the peak on a Zen 5. The 256-bit
/// one, measured in turns with 2 x 4 on a Zen 3: 83 to 92 % of the peak instead of 80 to 86 %, and
/// 10 to 15 % off the time of a causal kernel. A block with no register to spare (4 x 3, 3 x 4)
/// keeps accumulators on the stack, and gets 40 %. The 128-bit block counts on 32 registers.
public enum JvmForm {
    /// 512-bit vectors, 32 registers: 24 accumulators, 4 of the right side.
    V512(16, 6, 4),
    /// 256-bit vectors, 16 registers: 12 accumulators, 2 of the right side.
    V256(8, 6, 2),
    /// 128-bit vectors, 16 or 32 registers.
    V128(4, 6, 2),
    /// Plain loops over the columns of a panel, which C2 turns into vectors where it can.
    SCALAR(1, 1, 64);

    private final int lanes;
    private final int rowBlock;
    private final int vectors;

    JvmForm(int lanes, int rowBlock, int vectors) {
        this.lanes = lanes;
        this.rowBlock = rowBlock;
        this.vectors = vectors;
    }

    /// f32 elements of a vector.
    public int lanes() {
        return lanes;
    }

    /// Bits of a vector.
    public int bits() {
        return lanes * Float.SIZE;
    }

    /// Rows of the register block.
    public int rowBlock() {
        return rowBlock;
    }

    /// Rows of the register block, and of smaller ones for what is left of a tile, the largest first.
    public List<Integer> rowBlocks() {
        return IntStream.concat(IntStream.of(rowBlock), IntStream.of(4, 2, 1).filter(rows -> rows < rowBlock))
                .boxed()
                .toList();
    }

    /// Vectors of a row of the register block.
    public int vectors() {
        return vectors;
    }

    /// Columns of the register block: the width of a packed panel.
    public int panel() {
        return lanes * vectors;
    }

    /// What a class of this form is called after its kernel's name.
    public String suffix() {
        return this == SCALAR ? "Scalar" : name();
    }
}
