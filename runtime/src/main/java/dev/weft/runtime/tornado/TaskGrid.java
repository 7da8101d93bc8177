package dev.weft.runtime.tornado;

/// How much work a task has.
///
/// @param task its name in the graph
/// @param tasks work-groups, or iterations of its loop where there are no groups
public record TaskGrid(String task, int tasks) {}
