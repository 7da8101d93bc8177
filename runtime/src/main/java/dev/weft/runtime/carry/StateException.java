package dev.weft.runtime.carry;

import java.io.IOException;

/// A saved state that is damaged, or belongs to another kernel, other sizes or another codebook.
/// The message names what differs. The state that should have been replaced is as it was.
public final class StateException extends IOException {
    private static final long serialVersionUID = 1L;

    StateException(String message) {
        super(message);
    }
}
