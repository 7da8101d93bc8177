package dev.weft.runtime.scan;

import java.util.List;

/// How the steps of a scan were found in a run.
///
/// @param parts into how many parts each sequence was cut that were gone over side by side; 1: step by
///     step
/// @param iterations how often they were gone over
/// @param residual the greatest difference, relative to the state's size where that is above 1, that was
///     left between the end of a part and the state that the next part was computed from; infinite where
///     only one of them is no number
/// @param finished steps that did not settle and were computed one after the other, from the first that
///     was not exact on; counted over all sequences
/// @param windows how many windows, one after the other, were solved at once by a fixed-point iteration;
///     0 where none was
/// @param length steps of a window, or of a part where there are several; the last may be shorter;
///     0 where nobody says
/// @param residuals the greatest residual of all sequences and windows that were being worked on, after
///     each iteration; of a fixed-point iteration the first is that of the guess
public record Solution(
        int parts, int iterations, double residual, long finished, int windows, int length, List<Double> residuals) {
    /// What a kernel without recurrence reports.
    public static final Solution NONE = new Solution(0, 0, 0, 0);

    public Solution {
        residuals = List.copyOf(residuals);
    }

    /// Without windows, and without a length.
    public Solution(int parts, int iterations, double residual, long finished) {
        this(parts, iterations, residual, finished, 0, 0, List.of());
    }

    /// Whether steps were found by iteration, and not one after the other.
    public boolean isIterated() {
        return windows > 0 || parts > 1;
    }

    /// After how many iterations the first of the residuals was left.
    public int firstResidual() {
        return windows > 0 ? 0 : 1;
    }

    /// One line for people: `48 parts of 64 steps, settled after 2 iterations, residual 3.1e-08`;
    /// empty for [#NONE].
    @Override
    public String toString() {
        if (parts == 0) {
            return "";
        }
        if (windows > 0) {
            var found = "%s, %d iterations in all, residual %.1e"
                    .formatted(
                            windows == 1 ? "all %d steps at once".formatted(length) : windows + " windows" + steps(),
                            iterations,
                            residual);
            return finished == 0 ? found : found + "; %d steps one by one".formatted(finished);
        }
        if (parts == 1) {
            return "step by step";
        }
        var settled = "%d parts%s, %s after %d iterations, residual %.1e"
                .formatted(parts, steps(), finished == 0 ? "settled" : "not settled", iterations, residual);
        return finished == 0 ? settled : settled + "; the last %d steps one by one".formatted(finished);
    }

    private String steps() {
        return length == 0 ? "" : " of %d steps".formatted(length);
    }
}
