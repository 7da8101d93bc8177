package dev.weft.runtime.tornado;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What iterations of a scan have left, as the host sees it after each.
final class IterationHistory {
    private final boolean[] working;
    private final List<Double> residuals = new ArrayList<>();
    private int count;

    /// @param sequences how many there are
    IterationHistory(int sequences) {
        this.working = new boolean[sequences];
    }

    void begin() {
        Arrays.fill(working, true);
        residuals.clear();
        count = 0;
    }

    /// Notes what a sequence has come to in an iteration, if it still was worked on; sequences in
    /// their order.
    ///
    /// @param mode what is to be done next with it, 0 for nothing
    /// @param solved how often its window had been solved when it was evaluated
    /// @param residual how far it was from its equations then
    void note(int sequence, int mode, int solved, double residual) {
        if (sequence == 0) {
            count++;
        }
        if (working[sequence]) {
            while (residuals.size() <= solved) {
                residuals.add(0.0);
            }
            residuals.set(solved, Math.max(residuals.get(solved), residual));
        }
        working[sequence] = mode != 0;
    }

    /// The greatest residual after each number of iterations.
    List<Double> residuals() {
        return List.copyOf(residuals);
    }

    /// How many iterations there have been.
    int count() {
        return count;
    }
}
