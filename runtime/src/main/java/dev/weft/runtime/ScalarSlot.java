package dev.weft.runtime;

/// A scalar argument: checks what is passed.
record ScalarSlot(String kernel, ArgumentDefinition.OfScalar argument) {

    void check(double value) {
        switch (argument.type()) {
            case F16, BF16, F32, F64 -> {}
            case I32 -> want((int) value == value, value, "a whole number of 32 bits");
            case BOOL -> want(value == 0 || value == 1, value, "0 or 1");
        }
    }

    private void want(boolean fits, double value, String wanted) {
        if (!fits) {
            throw new BindException("%s: %s is %s, but it is declared %s: pass %s"
                    .formatted(kernel, argument.name(), value, Tensor.name(argument.type()), wanted));
        }
    }
}
