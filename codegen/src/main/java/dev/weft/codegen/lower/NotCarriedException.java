package dev.weft.codegen.lower;

/// What forbids that a kernel's state is carried. Never leaves [CarryLowering].
final class NotCarriedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotCarriedException(String why) {
        super(why);
    }
}
