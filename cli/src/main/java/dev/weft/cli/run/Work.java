package dev.weft.cli.run;

/// What a run has to compute at least.
record Work(KeptPairs pairs, long flopsPerPair) {
    double flops() {
        return pairs.count() * flopsPerPair;
    }

    /// `2.15 GFLOP useful: 8 392 704 kept pairs, 256 flops each`
    String describe() {
        return "%s useful: %s%s kept pairs, %d flops each"
                .formatted(
                        Quantity.of(flops(), "FLOP"),
                        pairs.exact() ? "" : "about ",
                        Quantity.count(pairs.count()),
                        flopsPerPair);
    }
}
