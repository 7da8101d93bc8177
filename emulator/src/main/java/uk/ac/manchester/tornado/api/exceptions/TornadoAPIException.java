package uk.ac.manchester.tornado.api.exceptions;

/// The runtime is not there.
public class TornadoAPIException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TornadoAPIException(String message) {
        super(message);
    }

    public TornadoAPIException(String message, Exception cause) {
        super(message, cause);
    }
}
