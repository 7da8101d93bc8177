package dev.weft.runtime.tornado;

/// What a TornadoVM device cannot do, or did not do: the message names the kernel, the device, the reason and the cure.
public final class TornadoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String told;

    TornadoFailure(String message) {
        super(message);
        told = message;
    }

    TornadoFailure(String message, Throwable cause) {
        super(message, cause);
        told = message;
    }

    @Override
    public String getMessage() {
        return told;
    }
}
