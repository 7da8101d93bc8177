package uk.ac.manchester.tornado.api.exceptions;

import java.io.Serial;

/// Something failed below TornadoVM.
public class TornadoFailureException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TornadoFailureException(String message) {
        super(message);
    }

    public TornadoFailureException(Exception cause) {
        super(cause);
    }
}
