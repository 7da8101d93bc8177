package dev.weft.codegen.tile;

import java.util.List;

/// Whether a kernel can go on where it stopped, with a state that does not grow.
public sealed interface Carry {
    /// It cannot.
    ///
    /// @param why a clause for people; empty for a kernel that folds nothing
    record None(String why) implements Carry {}

    /// It can: a step is an attention over slots, a slot for each code and then one for each token
    /// that is not folded yet.
    ///
    /// @param step what callers see of the kernel of a step: the tensors of the whole kernel that
    ///     it needs, then
    ///     counts, codes and averaged values by slots
    /// @param tensors those of the whole kernel, in order
    /// @param tokenDims dims of the whole kernel that count tokens; the first one counts the rows
    ///     of a step
    /// @param slotDim the dim of the step that counts slots
    /// @param reads the vector that is quantised, the codebook, then what is averaged
    /// @param batches over sizes of the whole kernel; likewise groups, sharers (heads of a group)
    ///     and codes
    /// @param block how many keys fold at a time
    /// @param border INT over i, sizes and params of the whole kernel: keys below it are far
    /// @param folds BOOL over b, h, j (a slot), sizes, params and tensors of the step: which far
    ///     keys count
    record ByCodes(
            Signature step,
            List<Held> tensors,
            List<String> tokenDims,
            String slotDim,
            List<Read> reads,
            Value batches,
            Value groups,
            Value sharers,
            Value codes,
            int block,
            Value border,
            Value folds)
            implements Carry {
        public ByCodes {
            tensors = List.copyOf(tensors);
            tokenDims = List.copyOf(tokenDims);
            reads = List.copyOf(reads);
        }
    }

    /// How a tensor meets tokens.
    ///
    /// @param axis the one that counts tokens; -1 if none does
    record Held(String tensor, Meeting meeting, int axis) {}

    /// The names of the runtime's `CarriedTensor.Role`.
    enum Meeting {
        FIXED,
        ROWS,
        RECENT
    }

    /// Vectors of a tensor.
    ///
    /// @param offset INT over b, h, j (a token, or a code) and sizes of the whole kernel: where one
    ///     begins,
    ///     counted in elements
    record Read(String tensor, Value offset) {}

    Carry NOTHING = new None("");
}
