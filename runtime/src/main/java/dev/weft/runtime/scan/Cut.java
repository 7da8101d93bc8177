package dev.weft.runtime.scan;

import java.util.Arrays;
import java.util.List;

/// How the recurrence of a window is cut for workers, and solved by them.
///
/// It is cut into chunks of steps. The first chunk is solved, while others but the last are composed to maps
/// ([#reduce]); these give how far the state before each chunk moves ([#combine]); then the other chunks are solved
/// ([#apply]). Where there are many lanes, they are cut into strips instead, which need nothing of each other, and
/// are solved at once.
final class Cut {
    private final AffineScan scan;
    private final List<Sequence> sequences;
    private final int chunks;
    private final int strips;
    private final double trust;
    private final StateBox box;
    private final double[][] matrix;

    /// What is added to a chunk's map; of the first, how far the state after it moves.
    private final double[][] offset;

    /// How far the state before a chunk moves.
    private final double[][] moved;

    /// @param chunks of each sequence; one of `chunks` and `strips` is 1
    Cut(AffineScan scan, List<Sequence> sequences, int chunks, int strips, double trust, StateBox box) {
        this.scan = scan;
        this.sequences = List.copyOf(sequences);
        this.chunks = chunks;
        this.strips = strips;
        this.trust = trust;
        this.box = box;
        int all = sequences.size() * chunks;
        this.matrix = new double[all][chunks > 2 ? scan.area() : 0];
        this.offset = new double[all][scan.width()];
        this.moved = new double[all][scan.width()];
    }

    /// @param task strip by strip of chunk by chunk of sequence by sequence
    /// @param steps of the window
    void reduce(int task, int steps) {
        int piece = task / strips;
        int chunk = piece % chunks;
        var sequence = sequences.get(piece / chunks);
        if (sequence.settled) {
            return;
        }
        if (sequence.held) {
            if (chunk == 0 && task % strips == 0) {
                new TrustFilter(scan, trust * trust).apply(sequence.slopes, sequence.values, sequence.states, steps);
                box.clip(sequence.states, 0, steps);
            }
        } else if (chunk == 0) {
            var strip = strip(task % strips);
            for (int i = 0; i < scan.size(); i++) {
                int from = i * scan.lanes() + strip.from();
                Arrays.fill(offset[piece], from, from + strip.count(), 0);
            }
            solve(sequence, 0, steps, offset[piece], strip);
        } else if (chunk < chunks - 1) {
            int from = start(chunk, steps);
            int many = start(chunk + 1, steps) - from;
            scan.reduce(sequence.slopes, sequence.values, sequence.states, from, many, matrix[piece], offset[piece]);
        }
    }

    void combine() {
        for (int piece = 0; piece < moved.length; piece++) {
            int chunk = piece % chunks;
            if (chunk == 1) {
                System.arraycopy(offset[piece - 1], 0, moved[piece], 0, scan.width());
            } else if (chunk > 1) {
                scan.follow(matrix[piece - 1], offset[piece - 1], moved[piece - 1], moved[piece]);
            }
        }
    }

    void apply(int task, int steps) {
        int piece = task / strips;
        int chunk = piece % chunks;
        var sequence = sequences.get(piece / chunks);
        if (chunk > 0 && !sequence.settled && !sequence.held) {
            solve(sequence, chunk, steps, moved[piece], scan.all());
        }
    }

    private void solve(Sequence sequence, int chunk, int steps, double[] moved, AffineScan.Strip strip) {
        int from = start(chunk, steps);
        int many = start(chunk + 1, steps) - from;
        var bounds = box.from(sequence.states);
        scan.apply(sequence.slopes, sequence.values, sequence.states, moved, from, many, bounds, strip);
    }

    private int start(int chunk, int steps) {
        return (int) ((long) steps * chunk / chunks);
    }

    private AffineScan.Strip strip(int strip) {
        int from = (int) ((long) scan.lanes() * strip / strips);
        return new AffineScan.Strip(from, (int) ((long) scan.lanes() * (strip + 1) / strips) - from);
    }
}
