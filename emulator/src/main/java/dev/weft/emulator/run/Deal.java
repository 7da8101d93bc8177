package dev.weft.emulator.run;

import java.util.Arrays;

/// The iterations of a parallel loop: counted first, and dealt then in the order that a seed decides.
final class Deal {
    private final Order order;
    private int[] values = new int[64];
    private int[] dealt = new int[0];
    private int count;
    private int at;

    Deal(Order order) {
        this.order = order;
    }

    void count(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    /// Whether an iteration is left; if none is, the loop can begin anew.
    boolean more() {
        if (count > 0) {
            dealt = Arrays.copyOf(values, count);
            order.shuffle(dealt);
            count = 0;
            at = 0;
        }
        return at < dealt.length;
    }

    int next() {
        return dealt[at++];
    }
}
