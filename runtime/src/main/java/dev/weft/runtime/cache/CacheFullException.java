package dev.weft.runtime.cache;

/// There is no room for more tokens. Nothing has changed then; the message says which sequence, how many tokens, and
/// what would help.
public final class CacheFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CacheFullException(String message) {
        super(message);
    }
}
