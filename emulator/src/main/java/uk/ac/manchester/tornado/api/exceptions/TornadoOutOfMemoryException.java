package uk.ac.manchester.tornado.api.exceptions;

/// Too little memory of a device.
public class TornadoOutOfMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TornadoOutOfMemoryException(String message) {
        super(message);
    }
}
