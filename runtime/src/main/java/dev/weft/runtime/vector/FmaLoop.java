package dev.weft.runtime.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Fused multiply-adds on the widest vectors, enough independent ones to fill every unit: 12
/// accumulators where there may be 16 registers, 24 where there are 32. Needs the module
/// `jdk.incubator.vector`.
final class FmaLoop {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final boolean MANY =
            SPECIES.vectorBitSize() >= 512 || System.getProperty("os.arch", "").equals("aarch64");
    private static final int ROUNDS = 4096;
    private static final int SHORT_ROUNDS = 16;
    private static final long WINDOW_NANOS = 10_000_000;
    private static final long QUIET_NANOS = 100_000_000;
    private static final long LONGEST_NANOS = 3_000_000_000L;

    /// Flops per second that only machine code with vectors in registers reaches; interpreted or half
    /// compiled, with every vector an object, it is far less.
    private static final double COMPILED = 2e9;

    static volatile float sink;

    private FmaLoop() {}

    /// Lets the compiler see many short calls (long ones would be interpreted, which for vectors takes
    /// seconds) until it has compiled them and the rate rises no more, however busy the machine is.
    static void warmUp() {
        var start = System.nanoTime();
        var rose = start;
        var best = 0.0;
        var now = start;
        while (now - start < LONGEST_NANOS && (best < COMPILED || now - rose < QUIET_NANOS)) {
            var begin = now;
            var calls = 0L;
            while (now - begin < WINDOW_NANOS) {
                sink = MANY ? twentyFour(SHORT_ROUNDS) : twelve(SHORT_ROUNDS);
                calls++;
                now = System.nanoTime();
            }
            var rate = calls * flops(SHORT_ROUNDS) * 1e9 / (now - begin);
            if (rate > 1.05 * best) {
                rose = now;
            }
            best = Math.max(best, rate);
        }
    }

    private static long flops(int rounds) {
        return 2L * rounds * SPECIES.length() * (MANY ? 24 : 12);
    }

    /// Does some, and returns how many float operations those were.
    static long run() {
        sink = MANY ? twentyFour(ROUNDS) : twelve(ROUNDS);
        return flops(ROUNDS);
    }

    private static float twelve(int rounds) {
        var x = FloatVector.broadcast(SPECIES, 0.999f);
        var y = FloatVector.broadcast(SPECIES, 1e-6f);
        var a0 = FloatVector.broadcast(SPECIES, 0f);
        var a1 = FloatVector.broadcast(SPECIES, 1f);
        var a2 = FloatVector.broadcast(SPECIES, 2f);
        var a3 = FloatVector.broadcast(SPECIES, 3f);
        var a4 = FloatVector.broadcast(SPECIES, 4f);
        var a5 = FloatVector.broadcast(SPECIES, 5f);
        var a6 = FloatVector.broadcast(SPECIES, 6f);
        var a7 = FloatVector.broadcast(SPECIES, 7f);
        var a8 = FloatVector.broadcast(SPECIES, 8f);
        var a9 = FloatVector.broadcast(SPECIES, 9f);
        var a10 = FloatVector.broadcast(SPECIES, 10f);
        var a11 = FloatVector.broadcast(SPECIES, 11f);
        for (var i = 0; i < rounds; i++) {
            a0 = x.fma(y, a0);
            a1 = x.fma(y, a1);
            a2 = x.fma(y, a2);
            a3 = x.fma(y, a3);
            a4 = x.fma(y, a4);
            a5 = x.fma(y, a5);
            a6 = x.fma(y, a6);
            a7 = x.fma(y, a7);
            a8 = x.fma(y, a8);
            a9 = x.fma(y, a9);
            a10 = x.fma(y, a10);
            a11 = x.fma(y, a11);
        }
        return a0.add(a1)
                .add(a2)
                .add(a3)
                .add(a4)
                .add(a5)
                .add(a6)
                .add(a7)
                .add(a8)
                .add(a9)
                .add(a10)
                .add(a11)
                .reduceLanes(VectorOperators.ADD);
    }

    private static float twentyFour(int rounds) {
        var x = FloatVector.broadcast(SPECIES, 0.999f);
        var y = FloatVector.broadcast(SPECIES, 1e-6f);
        var a0 = FloatVector.broadcast(SPECIES, 0f);
        var a1 = FloatVector.broadcast(SPECIES, 1f);
        var a2 = FloatVector.broadcast(SPECIES, 2f);
        var a3 = FloatVector.broadcast(SPECIES, 3f);
        var a4 = FloatVector.broadcast(SPECIES, 4f);
        var a5 = FloatVector.broadcast(SPECIES, 5f);
        var a6 = FloatVector.broadcast(SPECIES, 6f);
        var a7 = FloatVector.broadcast(SPECIES, 7f);
        var a8 = FloatVector.broadcast(SPECIES, 8f);
        var a9 = FloatVector.broadcast(SPECIES, 9f);
        var a10 = FloatVector.broadcast(SPECIES, 10f);
        var a11 = FloatVector.broadcast(SPECIES, 11f);
        var a12 = FloatVector.broadcast(SPECIES, 12f);
        var a13 = FloatVector.broadcast(SPECIES, 13f);
        var a14 = FloatVector.broadcast(SPECIES, 14f);
        var a15 = FloatVector.broadcast(SPECIES, 15f);
        var a16 = FloatVector.broadcast(SPECIES, 16f);
        var a17 = FloatVector.broadcast(SPECIES, 17f);
        var a18 = FloatVector.broadcast(SPECIES, 18f);
        var a19 = FloatVector.broadcast(SPECIES, 19f);
        var a20 = FloatVector.broadcast(SPECIES, 20f);
        var a21 = FloatVector.broadcast(SPECIES, 21f);
        var a22 = FloatVector.broadcast(SPECIES, 22f);
        var a23 = FloatVector.broadcast(SPECIES, 23f);
        for (var i = 0; i < rounds; i++) {
            a0 = x.fma(y, a0);
            a1 = x.fma(y, a1);
            a2 = x.fma(y, a2);
            a3 = x.fma(y, a3);
            a4 = x.fma(y, a4);
            a5 = x.fma(y, a5);
            a6 = x.fma(y, a6);
            a7 = x.fma(y, a7);
            a8 = x.fma(y, a8);
            a9 = x.fma(y, a9);
            a10 = x.fma(y, a10);
            a11 = x.fma(y, a11);
            a12 = x.fma(y, a12);
            a13 = x.fma(y, a13);
            a14 = x.fma(y, a14);
            a15 = x.fma(y, a15);
            a16 = x.fma(y, a16);
            a17 = x.fma(y, a17);
            a18 = x.fma(y, a18);
            a19 = x.fma(y, a19);
            a20 = x.fma(y, a20);
            a21 = x.fma(y, a21);
            a22 = x.fma(y, a22);
            a23 = x.fma(y, a23);
        }
        return a0.add(a1)
                .add(a2)
                .add(a3)
                .add(a4)
                .add(a5)
                .add(a6)
                .add(a7)
                .add(a8)
                .add(a9)
                .add(a10)
                .add(a11)
                .add(a12)
                .add(a13)
                .add(a14)
                .add(a15)
                .add(a16)
                .add(a17)
                .add(a18)
                .add(a19)
                .add(a20)
                .add(a21)
                .add(a22)
                .add(a23)
                .reduceLanes(VectorOperators.ADD);
    }
}
