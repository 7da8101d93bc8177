package dev.weft.cli.run;

import java.util.Set;

/// How to run.
///
/// @param resident names of the inputs that stay on the device from run to run
/// @param repeat how many timed runs, at least 1
/// @param profile whether to say where the time went
/// @param probe whether the first run measures both ways to find the steps of a scan
public record RunOptions(
        DeviceChoice device, Set<String> resident, boolean verify, int repeat, boolean profile, boolean probe) {}
