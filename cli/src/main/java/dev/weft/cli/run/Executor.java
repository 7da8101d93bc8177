package dev.weft.cli.run;

import dev.weft.runtime.Tensor;
import dev.weft.runtime.profile.Profile;
import dev.weft.runtime.scan.Solution;
import java.util.Map;

/// Something that computes a bound kernel's outs.
public interface Executor extends AutoCloseable {
    /// One line for people: what runs, and why that.
    String describe();

    /// The form of code that runs and how its work is cut; empty where the first line says all.
    String form();

    /// What was done before it could run, as `to plan`.
    String preparation();

    /// Where the time of the last run went; empty where nobody asked, and of what has no phases.
    Profile profile();

    /// How the last run found the steps of a scan; [Solution#NONE] for an attention, and where nobody
    /// iterates.
    Solution solution();

    /// What the first run measured of both ways to find the steps of a scan, and which was kept; empty where nobody
    /// asked, or there was nothing to choose.
    default String probe() {
        return "";
    }

    /// Reads the inputs and writes the outs, by name.
    void run(Map<String, Tensor> tensors);

    @Override
    void close();
}
