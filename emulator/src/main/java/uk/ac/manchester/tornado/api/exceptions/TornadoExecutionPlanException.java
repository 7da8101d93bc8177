package uk.ac.manchester.tornado.api.exceptions;

import java.io.Serial;

/// A plan could not be closed.
public class TornadoExecutionPlanException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public TornadoExecutionPlanException(String message) {
        super(message);
    }

    public TornadoExecutionPlanException(String message, Throwable cause) {
        super(message, cause);
    }
}
