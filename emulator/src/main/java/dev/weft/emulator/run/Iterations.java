package dev.weft.emulator.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Numbers the iterations of parallel loops, which run one after the other. What runs outside of the
/// loops is number 0.
final class Iterations {
    private static final int OUTSIDE = Integer.MIN_VALUE;

    private final List<String> variables;
    private final int[] now;
    private int[] values;
    private int count;

    Iterations(List<String> variables) {
        this.variables = variables;
        this.now = new int[variables.size()];
        this.values = new int[variables.size() * 1024];
        Arrays.fill(now, OUTSIDE);
        number();
    }

    /// Gives the number of the iteration that runs now.
    int enter(int depth, int value) {
        if (now[depth] == value) {
            return count - 1;
        }
        now[depth] = value;
        return number();
    }

    int leave(int depth) {
        now[depth] = OUTSIDE;
        for (var value : now) {
            if (value != OUTSIDE) {
                return number();
            }
        }
        return 0;
    }

    private int number() {
        var at = count * now.length;
        if (at + now.length > values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        System.arraycopy(now, 0, values, at, now.length);
        return count++;
    }

    /// `iteration (i = 3, j = 4)`
    String describe(int number) {
        var parts = new ArrayList<String>();
        for (var depth = 0; depth < now.length; depth++) {
            var value = values[number * now.length + depth];
            if (value != OUTSIDE) {
                parts.add(variables.get(depth) + " = " + value);
            }
        }
        return parts.isEmpty() ? "code outside of the parallel loops" : "iteration (" + String.join(", ", parts) + ")";
    }
}
