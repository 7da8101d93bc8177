package uk.ac.manchester.tornado.api.exceptions;

/// A kernel that cannot be compiled.
public class TornadoCompilationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TornadoCompilationException(String message) {
        super(message);
    }
}
