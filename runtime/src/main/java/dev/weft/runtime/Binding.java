package dev.weft.runtime;

import dev.weft.runtime.tornado.Storage;
import dev.weft.runtime.tornado.TornadoBuffer;
import dev.weft.runtime.tornado.TornadoKernel;
import dev.weft.runtime.tune.Planned;
import dev.weft.runtime.tune.Tuner;
import dev.weft.runtime.tune.Tuning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A kernel and sizes that it can take: the sizes have been checked, and so are the arguments of
/// each run. Plans and carried states are checked by it; applications have no use for it.
public final class Binding {
    private final KernelDefinition kernel;
    private final int[] sizes;
    private final List<TensorSlot> tensors;
    private final List<ScalarSlot> scalars;
    private final Set<String> resident;

    private Binding(
            KernelDefinition kernel,
            Set<String> resident,
            int[] sizes,
            List<TensorSlot> tensors,
            List<ScalarSlot> scalars) {
        this.kernel = kernel;
        this.resident = resident;
        this.sizes = sizes;
        this.tensors = tensors;
        this.scalars = scalars;
    }

    /// Binds sizes.
    ///
    /// @param resident the inputs that stay on the device
    /// @throws BindException if the kernel cannot take them
    public static Binding of(KernelDefinition kernel, Set<String> resident, int... given) {
        var sizes = given.clone();
        if (sizes.length != kernel.dims().size()) {
            throw new BindException("%s has the sizes %s, but %d were given"
                    .formatted(kernel.name(), String.join(", ", kernel.dims()), sizes.length));
        }
        for (var i = 0; i < sizes.length; i++) {
            if (sizes[i] < 0) {
                throw new BindException("%s: the size %s is %d, but sizes count from 0 up"
                        .formatted(kernel.name(), kernel.dims().get(i), sizes[i]));
            }
        }
        var shapes = defined(kernel, sizes, () -> {
            kernel.checkSizes(sizes.clone());
            return kernel.shapes(sizes.clone());
        });
        var tensors = new ArrayList<TensorSlot>();
        var scalars = new ArrayList<ScalarSlot>();
        for (var argument : kernel.arguments()) {
            switch (argument) {
                case ArgumentDefinition.OfTensor tensor ->
                    tensors.add(TensorSlot.of(kernel.name(), tensor, shapes[tensors.size()]));
                case ArgumentDefinition.OfScalar scalar -> scalars.add(new ScalarSlot(kernel.name(), scalar));
            }
        }
        checkResident(kernel, resident, tensors);
        return new Binding(kernel, Set.copyOf(resident), sizes, List.copyOf(tensors), List.copyOf(scalars));
    }

    private static void checkResident(KernelDefinition kernel, Set<String> resident, List<TensorSlot> tensors) {
        var inputs = tensors.stream()
                .map(TensorSlot::argument)
                .filter(argument -> !argument.out())
                .map(ArgumentDefinition.OfTensor::name)
                .toList();
        for (var name : resident) {
            if (!inputs.contains(name)) {
                throw new BindException("%s has no input `%s` to keep on the device; its inputs are %s"
                        .formatted(kernel.name(), name, String.join(", ", inputs)));
            }
        }
    }

    /// Shapes and facts may divide by a size that is 0.
    private static <T> T defined(KernelDefinition kernel, int[] sizes, Supplier<T> computed) {
        try {
            return computed.get();
        } catch (ArithmeticException e) {
            throw new BindException("%s cannot be bound to %s: something divides by a size that is 0"
                    .formatted(kernel.name(), text(kernel, sizes)));
        }
    }

    String name() {
        return kernel.name();
    }

    /// `CausalGqa(B=1, H=8)`
    String text() {
        return kernel.name() + "(" + text(kernel, sizes) + ")";
    }

    private static String text(KernelDefinition kernel, int[] sizes) {
        var text = new StringJoiner(", ");
        for (var i = 0; i < sizes.length; i++) {
            text.add(kernel.dims().get(i) + "=" + sizes[i]);
        }
        return text.toString();
    }

    JvmKernel<?, ?> kernel(JvmTarget target, int workers, Tuning tuning) {
        return kernel.jvm(sizes.clone(), target, workers, tuning);
    }

    /// What a tuner says of a plan for these sizes.
    Tuning tuning(Tuner tuner, Device device) {
        var named = new LinkedHashMap<String, Integer>();
        for (var n = 0; n < sizes.length; n++) {
            named.put(kernel.dims().get(n), sizes[n]);
        }
        return tuner.of(new Planned(kernel.name(), kernel.spec(), device.describe(), named));
    }

    TornadoKernel tornado() {
        return kernel.tornado(sizes.clone());
    }

    int[] sizes() {
        return sizes.clone();
    }

    /// How many run-time scalars there are.
    int scalars() {
        return scalars.size();
    }

    /// Which tensors stay on the device, by their numbers.
    List<Integer> resident() {
        return IntStream.range(0, tensors.size())
                .filter(n -> resident.contains(tensors.get(n).argument().name()))
                .boxed()
                .toList();
    }

    /// The tensors as a TornadoVM device holds them.
    List<TornadoBuffer> buffers() {
        return tensors.stream()
                .map(slot -> new TornadoBuffer(
                        slot.argument().name(),
                        storage(slot.argument().type()),
                        slot.shape().elements(),
                        slot.argument().out(),
                        resident.contains(slot.argument().name())))
                .toList();
    }

    /// Tells whoever keeps copies that a run has written the outs.
    void written(Tensor[] given) {
        for (var i = 0; i < given.length; i++) {
            if (tensors.get(i).argument().out()) {
                given[i].changed(0, given[i].elements());
            }
        }
    }

    private static Storage storage(DType type) {
        return switch (type) {
            case F16 -> Storage.F16;
            case BF16 -> Storage.BF16;
            case F32 -> Storage.F32;
            case F64 -> Storage.F64;
            case I32 -> Storage.I32;
            case BOOL -> Storage.BOOL;
        };
    }

    /// Checks what a run was given.
    JvmArguments arguments(Tensor[] givenTensors, double[] givenScalars) {
        if (givenTensors.length != tensors.size() || givenScalars.length != scalars.size()) {
            throw new BindException("%s takes %d tensors and %d scalars, but %d and %d were given"
                    .formatted(
                            kernel.name(), tensors.size(), scalars.size(), givenTensors.length, givenScalars.length));
        }
        var memory = new java.lang.foreign.MemorySegment[givenTensors.length];
        for (var i = 0; i < memory.length; i++) {
            memory[i] = tensors.get(i).check(givenTensors[i]);
        }
        for (var i = 0; i < memory.length; i++) {
            tensors.get(i).checkApart(memory[i], tensors, memory, i);
        }
        checkScalars(givenScalars);
        return new JvmArguments(memory, cut(givenScalars));
    }

    private double[] cut(double[] values) {
        var cut = new double[values.length];
        for (var n = 0; n < cut.length; n++) {
            cut[n] = scalars.get(n).cut(values[n]);
        }
        return cut;
    }

    /// Checks scalars alone, in the order of the arguments.
    ///
    /// @throws BindException if the kernel cannot take them
    public void checkScalars(double... values) {
        if (values.length != scalars.size()) {
            throw new BindException(
                    "%s takes %d scalars, but %d were given".formatted(kernel.name(), scalars.size(), values.length));
        }
        for (var i = 0; i < values.length; i++) {
            scalars.get(i).check(values[i]);
        }
        if (values.length == 0) {
            return;
        }
        try {
            kernel.checkScalars(sizes.clone(), values.clone());
        } catch (ArithmeticException e) {
            throw new BindException("%s cannot run with %s and the scalars %s: a fact divides by 0"
                    .formatted(kernel.name(), text(kernel, sizes), Arrays.toString(values)));
        }
    }
}
