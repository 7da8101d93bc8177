package uk.ac.manchester.tornado.api.exceptions;

/// An array that the device cannot hold.
public class TornadoMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TornadoMemoryException(String message) {
        super(message);
    }
}
