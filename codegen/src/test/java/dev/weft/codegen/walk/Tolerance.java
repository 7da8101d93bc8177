package dev.weft.codegen.walk;

import dev.weft.dsl.interpret.Values;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Storage;
import dev.weft.dsl.model.Tensor;

/// How far from the interpreter's numbers a kernel's may be: relative to the greatest of 1, the number,
/// and the root of the mean square of its out (a long sum of large weights may cancel).
///
/// @param relative for one rounding of the out's storage and of the arithmetic
record Tolerance(double relative) {
    static Tolerance of(Kernel kernel, String out) {
        double arithmetic = kernel.tensors().stream().anyMatch(t -> t.storage() == Storage.F64) ? 1e-10 : 2e-5;
        double stored = kernel.tensors().stream()
                .filter(tensor -> tensor.name().equals(out))
                .map(Tensor::storage)
                .mapToDouble(Tolerance::stored)
                .findFirst()
                .orElseThrow();
        return new Tolerance(Math.max(arithmetic, stored));
    }

    private static double stored(Storage storage) {
        return switch (storage) {
            case F16 -> 2e-3;
            case BF16 -> 2e-2;
            case F32 -> 1e-6;
            case F64, I32, BOOL -> 0;
        };
    }

    /// Says what is wrong first, or nothing.
    String difference(Values expected, Values got) {
        if (!java.util.Arrays.equals(expected.shape(), got.shape())) {
            return "shape " + java.util.Arrays.toString(got.shape());
        }
        double scale = scale(expected);
        int wrong = 0;
        var first = "";
        for (int e = 0; e < expected.data().length; e++) {
            double want = expected.data()[e];
            double have = got.data()[e];
            if (!agree(want, have, scale)) {
                first = wrong++ == 0 ? "element " + e + " is " + have + " instead of " + want : first;
            }
        }
        return wrong == 0 ? "" : first + " (" + wrong + " of " + expected.data().length + " are wrong)";
    }

    private boolean agree(double want, double have, double scale) {
        if (Double.isNaN(want) || Double.isInfinite(want)) {
            return Double.compare(want, have) == 0;
        }
        return Math.abs(have - want) <= relative * Math.max(scale, Math.abs(want));
    }

    private static double scale(Values expected) {
        double squares = 0;
        int finite = 0;
        for (double x : expected.data()) {
            if (Double.isFinite(x)) {
                squares += x * x;
                finite++;
            }
        }
        return Math.max(1, finite == 0 ? 0 : Math.sqrt(squares / finite));
    }
}
