package uk.ac.manchester.tornado.api;

import dev.weft.emulator.plan.EmulatedPlan;
import dev.weft.emulator.plan.Profile;

/// What is left to ask for when a plan has run.
public class TornadoExecutionResult {
    private final EmulatedPlan plan;
    private final TornadoProfilerResult profile;

    TornadoExecutionResult(EmulatedPlan plan, Profile profile) {
        this.plan = plan;
        this.profile = new TornadoProfilerResult(profile);
    }

    public TornadoProfilerResult getProfilerResult() {
        return profile;
    }

    /// Copies arrays from the device now.
    public TornadoExecutionResult transferToHost(Object... objects) {
        for (var object : objects) {
            plan.copyOut(object);
        }
        return this;
    }

    public boolean isReady() {
        return true;
    }
}
