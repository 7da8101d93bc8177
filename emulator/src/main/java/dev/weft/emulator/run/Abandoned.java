package dev.weft.emulator.run;

import java.io.Serial;

/// Ends a work-item that waits at a barrier when its group has failed.
final class Abandoned extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    Abandoned() {
        super("the work-group has ended", null, false, false);
    }
}
