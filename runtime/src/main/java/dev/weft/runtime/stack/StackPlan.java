package dev.weft.runtime.stack;

import dev.weft.runtime.BindException;
import dev.weft.runtime.Device;
import dev.weft.runtime.Plan;
import dev.weft.runtime.RunReport;
import dev.weft.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/// All layers of a stack, ready for sizes. Layers of one kernel share its plan. Generated classes wrap it with types.
public final class StackPlan implements AutoCloseable {
    private final StackDefinition definition;
    private final Device device;
    private final List<StackLayer> layers;
    private final List<Plan> plans;

    private StackPlan(StackDefinition definition, Device device, List<StackLayer> layers, List<Plan> plans) {
        this.definition = definition;
        this.device = device;
        this.layers = layers;
        this.plans = plans;
    }

    /// Makes all layers ready.
    ///
    /// @param sizes of the dims of a layer
    /// @throws BindException if a kernel cannot take the sizes, or the params do not fit
    public static StackPlan of(StackDefinition definition, Device device, int[] sizes, double... params) {
        var layers = definition.layers(params);
        var plans = new ArrayList<Plan>();
        try {
            for (var kernel : definition.kernels()) {
                plans.add(device.plan(kernel.kernel(), sizes));
            }
            for (var layer : layers) {
                definition.kernels().get(layer.kernel()).kernel().checkScalars(sizes, layer.values());
            }
        } catch (RuntimeException | Error e) {
            plans.forEach(Plan::close);
            throw e;
        }
        return new StackPlan(definition, device, layers, plans);
    }

    /// How many layers there are.
    public int layers() {
        return layers.size();
    }

    /// A layer, from 1 on.
    ///
    /// @throws BindException if there is none of that number
    public StackLayer layer(int number) {
        return layer(definition, layers, number);
    }

    static StackLayer layer(StackDefinition definition, List<StackLayer> layers, int number) {
        if (number < 1 || number > layers.size()) {
            throw new BindException(
                    "%s has layers 1 to %d, not %d".formatted(definition.name(), layers.size(), number));
        }
        return layers.get(number - 1);
    }

    /// The name of a layer's kernel.
    public String kernel(int number) {
        return definition.kernels().get(layer(number).kernel()).kernel().name();
    }

    /// Runs one layer, and returns when its outs are written.
    ///
    /// @throws BindException if an argument does not fit; nothing has been written then
    public void run(int number, Tensor... tensors) {
        var layer = layer(number);
        plans.get(layer.kernel()).run(tensors, layer.values());
    }

    /// How long the last run of a layer's kernel took.
    public RunReport report(int number) {
        return plans.get(layer(number).kernel()).report();
    }

    /// What runs the layers.
    public Device device() {
        return device;
    }

    /// Frees the memory of the plans. May be called again.
    @Override
    public void close() {
        plans.forEach(Plan::close);
    }
}
