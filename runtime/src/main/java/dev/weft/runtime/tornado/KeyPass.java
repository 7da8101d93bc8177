package dev.weft.runtime.tornado;

/// A task that looks at keys, or folds them, before rows meet them. Its work-items are independent.
///
/// @param task its name in the graph
/// @param items how many work-items it has; 0 leaves it out
/// @param reals how many reals a work-item has to itself, at least 1
/// @param ints how many whole numbers, at least 1
public record KeyPass(String task, int items, int reals, int ints) {}
