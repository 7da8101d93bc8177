package uk.ac.manchester.tornado.api.exceptions;

/// A call that cannot be inlined.
public class TornadoInliningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TornadoInliningException(String message) {
        super(message);
    }
}
