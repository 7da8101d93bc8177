package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.vector.MicroKernels;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.Kind;
import dev.weft.codegen.tile.Signature;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the things of one generated class are called, and what else its code has asked for.
final class Names {
    private final Signature signature;
    private final JvmForm form;
    private final boolean wide;
    private final boolean exactMaxima;
    private final List<Signature.Tensor> tensors = new ArrayList<>();
    private final List<Signature.Tensor> made = new ArrayList<>();
    private final List<Signature.Scalar> scalars = new ArrayList<>();
    private final List<Value.Extreme> extremes = new ArrayList<>();
    private final Map<String, Kind> scratch = new LinkedHashMap<>();
    private int partials;

    /// The names of an attention's class.
    static Names of(TileProgram program, JvmForm wanted) {
        var names = new Names(program.signature(), wanted, Maxima.areResults(program));
        names.made.addAll(program.made());
        return names;
    }

    /// @param exactMaxima whether the maximum of a row's scores is no number if one of them is
    Names(Signature signature, JvmForm wanted, boolean exactMaxima) {
        this.signature = signature;
        for (var argument : signature.arguments()) {
            switch (argument) {
                case Signature.Tensor tensor -> tensors.add(tensor);
                case Signature.Scalar scalar -> scalars.add(scalar);
            }
        }
        this.wide = tensors.stream().anyMatch(t -> t.type() == ElementType.F64)
                || scalars.stream().anyMatch(s -> s.type() == ElementType.F64);
        this.exactMaxima = exactMaxima;
        this.form = wide ? JvmForm.SCALAR : wanted;
    }

    Signature signature() {
        return signature;
    }

    /// The form that is written: plain loops where the program computes in double precision.
    JvmForm form() {
        return form;
    }

    boolean vectors() {
        return form != JvmForm.SCALAR;
    }

    /// Whether everything is computed in double precision.
    boolean wide() {
        return wide;
    }

    /// Whether the maximum of a row's scores is no number if one of them is.
    boolean exactMaxima() {
        return exactMaxima;
    }

    String real() {
        return wide ? "double" : "float";
    }

    /// The type of keys or values in panels: one array, or an array per row of a panel in plain loops,
    /// which C2 turns into vectors only where all arrays are read at the same index.
    String panels() {
        return real() + (vectors() ? "[]" : "[][]");
    }

    /// The element of a panel at a place counted in elements.
    String inPanels(String array, String at) {
        return vectors() ? array + "[" + at + "]" : array + "[(" + at + ") / PANEL][(" + at + ") % PANEL]";
    }

    /// The dimensions of an array of panels that has so many elements.
    String panelsOf(String elements) {
        return vectors() ? "[" + elements + "]" : "[" + elements + " / PANEL][PANEL]";
    }

    String boxedReal() {
        return wide ? "Double" : "Float";
    }

    String type(Kind kind) {
        return switch (kind) {
            case BOOL -> "boolean";
            case INT -> "int";
            case REAL -> real();
        };
    }

    Signature.Tensor tensor(String name) {
        return made.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseGet(() -> tensors.get(tensorIndex(name)));
    }

    /// Whether the kernel makes that tensor itself, rather than being given it.
    boolean isMade(String name) {
        return made.stream().anyMatch(table -> table.name().equals(name));
    }

    /// The worker's view of a tensor that the kernel makes.
    static String made(String name) {
        return "made_" + name;
    }

    int tensorIndex(String name) {
        for (int n = 0; n < tensors.size(); n++) {
            if (tensors.get(n).name().equals(name)) {
                return n;
            }
        }
        throw new IllegalArgumentException("weave: no tensor is called " + name);
    }

    int scalarIndex(String name) {
        for (int n = 0; n < scalars.size(); n++) {
            if (scalars.get(n).name().equals(name)) {
                return n;
            }
        }
        throw new IllegalArgumentException("weave: no scalar is called " + name);
    }

    static String size(String dimension) {
        return "size_" + dimension;
    }

    static String tile(Tile tile) {
        return "tile_" + tile.name();
    }

    /// The distance of a tile's rows, where they are rows of entries.
    static String stride(Tile tile) {
        return "stride_" + tile.name();
    }

    /// A number, as Java.
    String real(double value, boolean exact) {
        var box = exact || wide ? "Double" : "Float";
        if (Double.isInfinite(value)) {
            return box + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        if (Double.isNaN(value)) {
            return box + ".NaN";
        }
        return exact || wide ? Double.toString(value) : Float.toString((float) value) + "f";
    }

    /// The method that finds an extreme of a table.
    String extreme(Value.Extreme extreme) {
        if (!extremes.contains(extreme)) {
            extremes.add(extreme);
        }
        return "extreme" + extremes.indexOf(extreme);
    }

    List<Value.Extreme> extremes() {
        return extremes;
    }

    /// The runtime's class of functions of vectors.
    String lanes() {
        return MicroKernels.lanes(form);
    }

    /// The runtime's class of products with rows of a type.
    String dots(ElementType type) {
        return MicroKernels.dots(form, Storage.rows(type));
    }

    /// The runtime's class that reads rows of a type, and weighs them.
    String rows(ElementType type) {
        return MicroKernels.rows(form, Storage.rows(type));
    }

    /// The array for the lanes of a reduction of rows, the `number`th that a loop over keys has.
    String partials(int number) {
        partials = Math.max(partials, number + 1);
        return "partials" + number;
    }

    /// How many of these arrays there are.
    int partials() {
        return partials;
    }

    /// A fresh array over the keys of a tile, for what is computed lane by lane.
    String scratch(Kind kind) {
        var name = "lanes" + scratch.size();
        scratch.put(name, kind);
        return name;
    }

    Map<String, Kind> scratch() {
        return scratch;
    }
}
