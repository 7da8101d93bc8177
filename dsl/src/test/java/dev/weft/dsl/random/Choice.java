package dev.weft.dsl.random;

import java.util.List;
import java.util.SplittableRandom;

/// Seeded decisions.
final class Choice {
    private final SplittableRandom random;

    Choice(long seed) {
        random = new SplittableRandom(scrambled(seed));
    }

    /// Neighbouring seeds are not to give neighbouring streams (the finaliser of MurmurHash3).
    private static long scrambled(long seed) {
        long z = (seed ^ seed >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// Both ends included.
    int between(int least, int greatest) {
        return random.nextInt(least, greatest + 1);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> T of(T... options) {
        return options[random.nextInt(options.length)];
    }

    <T> T of(List<T> options) {
        return options.get(random.nextInt(options.size()));
    }

    double normal() {
        return random.nextGaussian();
    }
}
