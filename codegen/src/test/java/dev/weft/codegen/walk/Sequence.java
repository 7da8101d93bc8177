package dev.weft.codegen.walk;

import dev.weft.dsl.interpret.Values;
import dev.weft.runtime.ArgumentDefinition;
import dev.weft.runtime.Device;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.carry.CarriedKernel;
import dev.weft.runtime.carry.CarriedState;
import dev.weft.runtime.carry.CarriedTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A case whose tokens a state takes bit by bit.
final class Sequence implements AutoCloseable {
    private final Spec spec;
    private final CarriedKernel kernel;
    private final List<ArgumentDefinition.OfTensor> arguments = new ArrayList<>();
    private final List<Tensor> fixed = new ArrayList<>();
    private final Map<String, Values> outs = new LinkedHashMap<>();
    private final CarriedState state;
    private int taken;

    /// @param most how many tokens are computed at once
    Sequence(Spec spec, CarriedKernel kernel, int most, int workers) {
        this(spec, kernel, most, Device.jvm(workers));
    }

    /// The same on any device.
    Sequence(Spec spec, CarriedKernel kernel, int most, Device device) {
        this.spec = spec;
        this.kernel = kernel;
        var scalars = new ArrayList<Double>();
        for (var argument : kernel.whole().arguments()) {
            switch (argument) {
                case ArgumentDefinition.OfTensor tensor -> arguments.add(tensor);
                case ArgumentDefinition.OfScalar scalar ->
                    scalars.add(Objects.requireNonNull(spec.one().params().get(scalar.name())));
            }
        }
        for (int n = 0; n < arguments.size(); n++) {
            if (kernel.tensors().get(n).role() == CarriedTensor.Role.FIXED) {
                fixed.add(part(n, 0, 0));
            }
        }
        var numbers = scalars.stream().mapToDouble(x -> x).toArray();
        state = CarriedState.open(device, kernel, sizes(most), fixed.toArray(Tensor[]::new), numbers);
        int all =
                Objects.requireNonNull(spec.one().sizes().get(kernel.tokenDims().getFirst()));
        var shapes = kernel.whole().shapes(sizes(all));
        for (int n = 0; n < arguments.size(); n++) {
            if (arguments.get(n).out()) {
                var shape = Arrays.stream(shapes[n]).mapToInt(Math::toIntExact).toArray();
                outs.put(arguments.get(n).name(), Values.zeros(shape));
            }
        }
    }

    /// What the façade of a kernel knows of its state.
    static CarriedKernel of(Spec spec, Batch batch) {
        try {
            return (CarriedKernel) batch.kernel(spec)
                    .getClass()
                    .getClassLoader()
                    .loadClass(spec.facade())
                    .getField("CARRIED")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(spec.facade(), e);
        }
    }

    private int[] sizes(int tokens) {
        return kernel.whole().dims().stream()
                .mapToInt(dim -> kernel.tokenDims().contains(dim)
                        ? tokens
                        : Objects.requireNonNull(spec.one().sizes().get(dim)))
                .toArray();
    }

    CarriedState state() {
        return state;
    }

    /// The rows of all tokens so far, by out; 0 for those that have not come.
    Map<String, Values> outs() {
        return outs;
    }

    byte[] saved() {
        try {
            var bytes = new ByteArrayOutputStream();
            state.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes the tokens in chunks, over and over, until all have come.
    Sequence takeAll(int all, int... chunks) {
        for (int n = 0; taken < all; n++) {
            take(Math.min(chunks[n % chunks.length], all - taken));
        }
        return this;
    }

    /// Says that tokens are in the state already.
    void skip(int tokens) {
        taken += tokens;
    }

    void take(int count) {
        var given = new ArrayList<Tensor>();
        for (int n = 0; n < arguments.size(); n++) {
            if (kernel.tensors().get(n).role() != CarriedTensor.Role.FIXED) {
                given.add(part(n, taken, count));
            }
        }
        state.append(given.toArray(Tensor[]::new));
        int at = 0;
        for (int n = 0; n < arguments.size(); n++) {
            if (kernel.tensors().get(n).role() != CarriedTensor.Role.FIXED) {
                try (var tensor = given.get(at++)) {
                    if (arguments.get(n).out()) {
                        keep(n, tensor, count);
                    }
                }
            }
        }
        taken += count;
    }

    /// Some tokens of a tensor.
    private Tensor part(int number, int from, int count) {
        var argument = arguments.get(number);
        var tensor = Tensor.allocate(argument.type(), kernel.whole().shapes(sizes(count))[number]);
        var values = spec.one().inputs().get(argument.name());
        int axis = kernel.tensors().get(number).axis();
        for (int e = 0; e < tensor.elements() && values != null; e++) {
            tensor.set(e, values.data()[axis < 0 ? e : whole(values.shape(), axis, from, count, e)]);
        }
        return tensor;
    }

    private void keep(int number, Tensor got, int count) {
        var values = Objects.requireNonNull(outs.get(arguments.get(number).name()));
        int axis = kernel.tensors().get(number).axis();
        for (int e = 0; e < got.elements(); e++) {
            values.data()[whole(values.shape(), axis, taken, count, e)] = got.get(e);
        }
    }

    /// Where element `e` of a part is in the whole.
    private static int whole(int[] shape, int axis, int from, int count, int e) {
        int inner = 1;
        for (int n = axis + 1; n < shape.length; n++) {
            inner *= shape[n];
        }
        int outer = e / (inner * count);
        int token = e / inner % count;
        return (outer * shape[axis] + from + token) * inner + e % inner;
    }

    @Override
    public void close() {
        state.close();
        fixed.forEach(Tensor::close);
    }
}
