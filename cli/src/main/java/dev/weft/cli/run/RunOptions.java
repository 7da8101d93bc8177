package dev.weft.cli.run;

import dev.weft.runtime.tune.TunedFile;
import java.util.List;
import java.util.Set;

/// How to run.
///
/// @param resident names of the inputs that stay on the device from run to run
/// @param repeat how many timed runs, at least 1
/// @param profile whether to say where the time went
/// @param probe whether the first run measures both ways to find the steps of a scan
/// @param tuned the file of measured schedules, or none
public record RunOptions(
        DeviceChoice device,
        Set<String> resident,
        boolean verify,
        int repeat,
        boolean profile,
        boolean probe,
        List<TunedFile> tuned) {
    public RunOptions {
        tuned = List.copyOf(tuned);
    }
}
