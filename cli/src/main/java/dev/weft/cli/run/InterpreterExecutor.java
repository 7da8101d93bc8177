package dev.weft.cli.run;

import dev.weft.cli.bind.Bound;
import dev.weft.dsl.interpret.Interpreter;
import dev.weft.dsl.interpret.Values;
import dev.weft.runtime.Tensor;
import dev.weft.runtime.profile.Profile;
import dev.weft.runtime.scan.Solution;
import java.util.HashMap;
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
    public Solution solution() {
        return Solution.NONE;
    }

    @Override
    public void run(Map<String, Tensor> tensors) {
        results(bound, tensors).forEach((name, values) -> {
            var out = tensors.get(name);
            if (out != null) {
                out.copyFrom(values.data());
            }
        });
    }

    /// The interpreter of a bound attention, reading run-time tensors.
    static Interpreter of(Bound bound, Map<String, Tensor> tensors) {
        return Interpreter.of(bound.attention(), bound.sizes(), bound.params(), elements(tensors));
    }

    /// All that a bound kernel writes, from run-time tensors.
    static Map<String, Values> results(Bound bound, Map<String, Tensor> tensors) {
        return Interpreter.run(bound.kernel(), bound.sizes(), bound.params(), elements(tensors));
    }

    private static Map<String, TensorElements> elements(Map<String, Tensor> tensors) {
        var inputs = new HashMap<String, TensorElements>();
        tensors.forEach((name, tensor) -> inputs.put(name, new TensorElements(tensor)));
        return inputs;
    }

    @Override
    public void close() {}
}
