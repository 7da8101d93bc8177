package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.profile.Profile;
import java.util.Map;

/// The equations themselves, in double precision.
public final class InterpreterExecutor implements Executor {
    private final Bound bound;

    public InterpreterExecutor(Bound bound) {
        this.bound = bound;
    }

    @Override
    public String describe() {
        return "interpreter, double precision: the equations as written, slow";
    }

    @Override
    public String preparation() {
        return "to prepare";
    }

    @Override
    public String form() {
        return "";
    }

    @Override
    public Profile profile() {
        return Profile.EMPTY;
    }

    @Override
    public void run(Map<String, Tensor> tensors) {
        of(bound, tensors).run().forEach((name, values) -> {
            var out = tensors.get(name);
            if (out != null) {
                out.copyFrom(values.data());
            }
        });
    }

    /// The interpreter of a bound kernel, reading run-time tensors.
    static Interpreter of(Bound bound, Map<String, Tensor> tensors) {
        var inputs = new java.util.HashMap<String, TensorElements>();
        tensors.forEach((name, tensor) -> inputs.put(name, new TensorElements(tensor)));
        return Interpreter.of(bound.kernel(), bound.sizes(), bound.params(), inputs);
    }

    @Override
    public void close() {}
}
