package dev.weft.codegen;

/// A kernel cannot be woven for a target.
public final class UnsupportedTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedTargetException(String kernel, String kind, Target target) {
        super("%s is %s, which cannot be woven for %s yet. Cure: run it on the JVM".formatted(kernel, kind, target));
    }
}
