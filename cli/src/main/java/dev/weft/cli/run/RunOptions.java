package dev.weft.cli.run;

/// How to run.
///
/// @param repeat how many timed runs, at least 1
public record RunOptions(DeviceChoice device, boolean verify, int repeat) {}
