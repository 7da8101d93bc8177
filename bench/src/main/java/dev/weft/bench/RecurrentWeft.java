package dev.weft.bench;

import dev.weft.bench.kernels.DiagonalGruStepByStep;
import dev.weft.bench.kernels.GruNewton;
import dev.weft.bench.kernels.GruStepByStep;
import dev.weft.kernels.recurrent.DiagonalGru;
import dev.weft.kernels.recurrent.Gru;
import dev.weft.runtime.DType;
import dev.weft.runtime.Device;
import dev.weft.runtime.KernelDefinition;
import dev.weft.runtime.Plan;
import dev.weft.runtime.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Our own recurrent kernels: as the compiler chooses, step by step, and, of small layers,
/// solved by Newton's method.
final class RecurrentWeft {
    /// What reports call our contestant that goes step by step.
    static final String STEP_BY_STEP = Weft.NAME + ", step by step";

    /// What reports call our contestant that solves all steps at once.
    static final String NEWTON = Weft.NAME + ", Newton";

    private RecurrentWeft() {}

    static List<Entry> entries(Recurrence recurrence, RecurrentInputs inputs, int threads) {
        return switch (recurrence.cell()) {
            case GRU -> {
                var chosen = entry(Weft.NAME, Gru.DEFINITION, recurrence, inputs, threads);
                var stepByStep = entry(STEP_BY_STEP, GruStepByStep.DEFINITION, recurrence, inputs, threads);
                yield recurrence.name().equals(Recurrences.SMALL)
                        ? List.of(chosen, stepByStep, entry(NEWTON, GruNewton.DEFINITION, recurrence, inputs, threads))
                        : List.of(chosen, stepByStep);
            }
            case DIAGONAL_GRU ->
                List.of(
                        entry(Weft.NAME, DiagonalGru.DEFINITION, recurrence, inputs, threads),
                        entry(STEP_BY_STEP, DiagonalGruStepByStep.DEFINITION, recurrence, inputs, threads));
        };
    }

    private static Entry entry(
            String name, KernelDefinition definition, Recurrence r, RecurrentInputs inputs, int threads) {
        return new Entry(name, () -> {
            var sizes = switch (r.cell()) {
                case GRU -> new int[] {r.B(), r.N(), r.X(), r.D()};
                case DIAGONAL_GRU -> new int[] {r.B(), r.N(), r.D()};
            };
            var h = Tensor.allocate(DType.F32, r.B(), r.N(), r.D());
            var arguments = Stream.concat(inputs.tensors().values().stream(), Stream.of(h))
                    .toList();
            return new Ready(Device.jvm(threads).plan(definition, Set.of(), sizes), arguments, h);
        });
    }

    private record Ready(Plan plan, List<Tensor> arguments, Tensor h) implements Contestant {
        @Override
        public void run() {
            plan.run(arguments.toArray(Tensor[]::new), new double[0]);
        }

        @Override
        public float output(int b, int head, int t, int d) {
            return (float) h.get(h.offset(b, t, d));
        }

        @Override
        public long inputsAndOutputs() {
            return h.memory().byteSize();
        }

        @Override
        public void close() {
            plan.close();
            h.close();
        }
    }
}
