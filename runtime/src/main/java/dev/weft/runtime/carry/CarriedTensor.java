package dev.weft.runtime.carry;

/// How a tensor of a carried kernel meets tokens.
///
/// @param axis the axis that counts tokens; -1 if none does
public record CarriedTensor(String name, Role role, int axis) {
    /// What a state does with the tensor.
    public enum Role {
        /// It has no tokens: a codebook, a bias. Given once, when the state is opened.
        FIXED,
        /// A row for each new token: queries and outs.
        ROWS,
        /// One for each token, read as long as the token is recent: keys, values, flags.
        RECENT
    }
}
