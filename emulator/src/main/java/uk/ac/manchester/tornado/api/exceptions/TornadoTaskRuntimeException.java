package uk.ac.manchester.tornado.api.exceptions;

/// A wrong use of a task.
public class TornadoTaskRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TornadoTaskRuntimeException(String message) {
        super(message);
    }
}
