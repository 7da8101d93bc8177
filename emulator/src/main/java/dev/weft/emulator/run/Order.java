package dev.weft.emulator.run;

import java.util.SplittableRandom;

/// Orders that a seed decides; seed 0 leaves all as it is.
final class Order {
    private final long seed;
    private final SplittableRandom random;

    Order(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    int[] of(int count) {
        var order = new int[count];
        for (var i = 0; i < count; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }

    void shuffle(int[] order) {
        if (seed == 0) {
            return;
        }
        for (var i = order.length - 1; i > 0; i--) {
            var j = random.nextInt(i + 1);
            var kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
