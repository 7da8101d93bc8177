package dev.weft.runtime.carry;

import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Tensor;
import java.util.List;

/// What a generated façade knows of a kernel whose state can be carried. Generated.
///
/// The kernel of a step is an attention over slots: first the codes, with the means of what was folded as
/// values, then recent tokens. Token at position p is in slot `p - shift`.
public interface CarriedKernel {
    /// The kernel over whole sequences.
    KernelDefinition whole();

    /// The kernel of one step. Its tensors are those of the whole kernel that a step reads or
    /// writes, in their order; then `counts` (i32, the keys in each slot) and `codes` (i32), both
    /// `[batches, groups, slots]`; then for each averaged value of [#reads()] f32 `[batches,
    /// groups, slots, entries]`. Its scalars are those of the whole kernel; then the position of
    /// the first row, `shift`, how many rows there are, and the end of the slots in use.
    KernelDefinition step();

    /// What must agree for a saved state to be restored: a hash of the kernel's equations.
    String identity();

    /// The dims of the whole kernel that count tokens; the first one counts the rows of a step.
    List<String> tokenDims();

    /// The dim of the step that counts its slots.
    String slotDim();

    /// How each tensor of the whole kernel meets tokens, in order.
    List<CarriedTensor> tensors();

    /// Whole-kernel tensors that are read per token or code: the vector that is quantised, the
    /// codebook, then the averaged values.
    List<String> reads();

    /// Where such a vector lies.
    ///
    /// @param read its number in [#reads()]
    /// @param sizes of the whole kernel
    /// @param token from 0, or the code
    /// @return elements from the tensor's beginning
    long offset(int read, int[] sizes, int batch, int head, int token);

    /// How many batches, groups and so on there are.
    ///
    /// @param sizes of the whole kernel
    Extent extent(int[] sizes);

    /// How many keys fold at a time.
    int block();

    /// The keys below are far from the query at a position; never falls from one position to the next.
    ///
    /// @param sizes of the whole kernel, and its scalars
    long border(int[] sizes, double[] scalars, long position);

    /// Whether the token in a slot counts at all once it is far.
    ///
    /// @param sizes of the step; likewise scalars and tensors
    boolean folds(int[] sizes, double[] scalars, Tensor[] tensors, int batch, int head, int slot);

    /// How much there is of everything.
    ///
    /// @param groups how many groups of neighbouring heads share keys
    /// @param sharers how many heads a group has
    /// @param codes how many codes a codebook has
    record Extent(int batches, int groups, int sharers, int codes) {}
}
