package uk.ac.manchester.tornado.api;

import dev.weft.emulator.plan.Measures;
import java.util.function.Consumer;

/// An execution that has ended.
public class TornadoExecutionResult {
    private final Measures measures;
    private final Consumer<Object[]> demand;

    /// A result.
    ///
    /// @param demand copies arrays back
    TornadoExecutionResult(Measures measures, Consumer<Object[]> demand) {
        this.measures = measures;
        this.demand = demand;
    }

    public TornadoProfilerResult getProfilerResult() {
        return new TornadoProfilerResult(measures);
    }

    /// Copies back arrays that wait for it.
    public TornadoExecutionResult transferToHost(Object... objects) {
        demand.accept(objects);
        return this;
    }

    public boolean isReady() {
        return true;
    }
}
