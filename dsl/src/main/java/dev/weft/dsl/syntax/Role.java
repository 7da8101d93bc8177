package dev.weft.dsl.syntax;

/// What a declared tensor is for.
public enum Role {
    QUERY,
    KEY,
    VALUE,
    TABLE,
    INPUT,
    WEIGHT,
    INIT,
    STATE,
    OUT;

    /// The keyword, as written.
    public String keyword() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
