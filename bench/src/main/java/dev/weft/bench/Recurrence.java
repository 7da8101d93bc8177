package dev.weft.bench;

import dev.weft.bench.Problem.Measure;

/// A recurrent layer to run over B sequences of N steps, each with X inputs and D states.
///
/// @param name what it is called on the command line and in reports
public record Recurrence(String name, Cell cell, int B, int N, int X, int D) implements Raced {
    /// What a step computes.
    public enum Cell {
        /// With the reset gate behind the product.
        GRU,
        /// The same with diagonal matrices, over products with the inputs that are given.
        DIAGONAL_GRU
    }

    private static final int GATES = 3;

    public Recurrence {
        if (B < 1 || N < 1 || X < 1 || D < 1) {
            throw new IllegalArgumentException("no layer: B=%d, N=%d, X=%d, D=%d".formatted(B, N, X, D));
        }
    }

    /// The same over at most so many steps.
    Recurrence cutTo(int most) {
        return new Recurrence(name, cell, B, Math.min(N, most), X, D);
    }

    @Override
    public Measure measure() {
        return switch (cell) {
            case GRU -> Measure.FLOPS;
            case DIAGONAL_GRU -> Measure.BYTES;
        };
    }

    /// Two operations per weight and step; or the bytes of inputs and states, each once.
    @Override
    public long work() {
        var numbers = (long) B * N * D;
        return switch (cell) {
            case GRU -> 2 * GATES * numbers * (X + D);
            case DIAGONAL_GRU -> (GATES + 1) * numbers * Float.BYTES;
        };
    }

    /// `B=8, N=1024, D=256`; X where it differs from D.
    @Override
    public String sizes() {
        return "B=%d, N=%d, %sD=%d".formatted(B, N, X == D ? "" : "X=%d, ".formatted(X), D);
    }
}
