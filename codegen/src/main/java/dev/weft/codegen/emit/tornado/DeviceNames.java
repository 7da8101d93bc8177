package dev.weft.codegen.emit.tornado;

import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the things of one generated kernel are called, and which helpers and vector sizes its code uses.
final class DeviceNames {
    private final Signature signature;
    private final String positive;
    private final boolean wide;
    private final List<Signature.Tensor> tensors = new ArrayList<>();
    private final List<Signature.Tensor> made;
    private final Map<String, String> states = new HashMap<>();
    private final List<Signature.Scalar> scalars = new ArrayList<>();
    private final List<Value> depths = new ArrayList<>();
    private final Set<DeviceFunction> functions = new LinkedHashSet<>();
    private int fresh;

    /// The names of an attention, tables among them that its kernels make on the way.
    DeviceNames(TileProgram program) {
        this(program.signature(), program.made(), "rowTiles");
        if (program.far() instanceof Far.Folded folded) {
            for (var stretch : folded.stretches()) {
                states.put(stretch.counts(), state(stretch));
                stretch.means().forEach(mean -> states.put(mean.table(), state(stretch)));
            }
        }
    }

    /// @param positive a number above 0 that kernels know at run time alone
    DeviceNames(Signature signature, String positive) {
        this(signature, List.of(), positive);
    }

    private DeviceNames(Signature signature, List<Signature.Tensor> made, String positive) {
        this.signature = signature;
        this.made = List.copyOf(made);
        this.positive = positive;
        for (var argument : signature.arguments()) {
            switch (argument) {
                case Signature.Tensor tensor -> tensors.add(tensor);
                case Signature.Scalar scalar -> scalars.add(scalar);
            }
        }
        this.wide = tensors.stream().anyMatch(t -> t.type() == ElementType.F64)
                || scalars.stream().anyMatch(s -> s.type() == ElementType.F64);
    }

    Signature signature() {
        return signature;
    }

    List<Signature.Tensor> tensors() {
        return tensors;
    }

    List<Signature.Scalar> scalars() {
        return scalars;
    }

    /// Whether everything is computed in double precision.
    boolean wide() {
        return wide;
    }

    String real() {
        return wide ? "double" : "float";
    }

    String type(Kind kind) {
        return switch (kind) {
            case BOOL -> "boolean";
            case INT -> "int";
            case REAL -> real();
        };
    }

    Signature.Tensor tensor(String name) {
        return Stream.concat(tensors.stream(), made.stream())
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("weave: no tensor is called " + name));
    }

    /// Whether kernels make the tensor themselves: its elements are what they put there.
    boolean isMade(String tensor) {
        return made.stream().anyMatch(table -> table.name().equals(tensor));
    }

    /// Which of a table's states a row tile reads, where there is one for every state of folded keys, one
    /// behind the other; empty where there is no more than one.
    Optional<String> state(String tensor) {
        return Optional.ofNullable(states.get(tensor));
    }

    /// The state of the keys on one side of a query.
    static String state(Far.Stretch stretch) {
        return switch (stretch.direction()) {
            case BEFORE -> "state";
            case AFTER -> "stateAfter";
        };
    }

    int scalarIndex(String name) {
        for (int n = 0; n < scalars.size(); n++) {
            if (scalars.get(n).name().equals(name)) {
                return n;
            }
        }
        throw new IllegalArgumentException("weave: no scalar is called " + name);
    }

    static String array(String tensor) {
        return "tensor_" + tensor;
    }

    static String size(String dimension) {
        return "size_" + dimension;
    }

    static String scalar(String name) {
        return "param_" + name;
    }

    /// Where a tile begins in its local array.
    static String at(Tile tile) {
        return "at_" + tile.name();
    }

    /// Where the transposed form of a tile begins.
    static String turnedAt(Tile tile) {
        return "turned_" + tile.name();
    }

    /// The distance of a tile's lines.
    static String stride(Tile tile) {
        return "stride_" + tile.name();
    }

    /// The local array of a tile's kind.
    static String local(Tile tile) {
        return tile.kind() == Kind.REAL ? "reals" : "ints";
    }

    /// How many entries a vector tile's lines have: an argument of the kernel, so that the device's
    /// compiler knows it.
    String depth(Tile tile) {
        if (!(tile.columns() instanceof Span.Features(Value size))) {
            throw new IllegalStateException("weave: tile " + tile.name() + " has no entries");
        }
        if (!depths.contains(size)) {
            depths.add(size);
        }
        return "depth" + depths.indexOf(size);
    }

    /// The sizes behind `depth0`, `depth1`, …
    List<Value> depths() {
        return depths;
    }

    String function(DeviceFunction function) {
        functions.add(function);
        function.needs().forEach(this::function);
        return function.method();
    }

    Set<DeviceFunction> functions() {
        return functions;
    }

    String fresh(String prefix) {
        return prefix + fresh++;
    }

    /// A number, as Java. What is not a number is the root of a number that the device's compiler does
    /// not know: it has no word for the constant.
    String number(double exact) {
        double value = wide ? exact : (float) exact;
        if (Double.isInfinite(value)) {
            return (wide ? "Double." : "Float.") + (value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY");
        }
        if (Double.isNaN(value)) {
            return "TornadoMath.sqrt((" + real() + ") -" + positive + ")";
        }
        return wide ? Double.toString(value) : Float.toString((float) value) + "f";
    }
}
