package dev.weft.runtime;

/// A scalar argument: checks what is passed, and cuts what is greater than a kernel can compute with.
record ScalarSlot(String kernel, ArgumentDefinition.OfScalar argument) {
    private static final int FARTHEST = ArgumentDefinition.Excess.FARTHEST;

    /// Made once: a plan checks its scalars in every run.
    private static final String WITHIN = "a number from %d to %d, so that its sums with places of tokens have 32 bits"
            .formatted(-FARTHEST, FARTHEST);

    void check(double value) {
        switch (argument.type()) {
            case F16, BF16, F32, F64 -> {}
            case I32 -> {
                want((int) value == value, value, "a whole number of 32 bits");
                boolean fits = switch (argument.excess()) {
                    case KEPT, CUT -> true;
                    case CUT_ABOVE -> value >= -FARTHEST;
                    case REFUSED -> Math.abs(value) <= FARTHEST;
                };
                want(fits, value, WITHIN);
            }
            case BOOL -> want(value == 0 || value == 1, value, "0 or 1");
        }
    }

    /// What the kernel computes with, given a value that has been checked.
    double cut(double value) {
        return switch (argument.excess()) {
            case KEPT, REFUSED -> value;
            case CUT, CUT_ABOVE -> Math.clamp(value, -FARTHEST, FARTHEST);
        };
    }

    private void want(boolean fits, double value, String wanted) {
        if (!fits) {
            var passed = (long) value == value ? Long.toString((long) value) : Double.toString(value);
            throw new BindException("%s: %s is %s, but it is declared %s: pass %s"
                    .formatted(kernel, argument.name(), passed, Tensor.name(argument.type()), wanted));
        }
    }
}
