package dev.weft.codegen.emit.jvm;

import java.util.LinkedHashMap;
import java.util.Map;

/// The locals that a generated method starts with: whatever its code turned out to use of arguments and
/// tiles.
final class Scope {
    private final Names names;
    private final Map<String, String> locals = new LinkedHashMap<>();
    private int fresh;

    Scope(Names names) {
        this.names = names;
    }

    String tensor(String name) {
        var local = "tensor_" + name;
        var source = names.isMade(name) ? "w." + Names.made(name) : "arguments.tensor(" + names.tensorIndex(name) + ")";
        locals.put(local, "final MemorySegment " + local + " = " + source + ";");
        return local;
    }

    /// A run-time scalar as it was given: a double.
    String scalar(String name) {
        var local = "scalar_" + name;
        locals.put(local, "final double " + local + " = arguments.scalar(" + names.scalarIndex(name) + ");");
        return local;
    }

    /// An array or number of the worker's.
    String worker(String type, String field) {
        locals.put(field, "final " + type + " " + field + " = w." + field + ";");
        return field;
    }

    /// A weight of one axis as floats.
    String line(String tensor) {
        var local = "line_" + tensor;
        locals.put(local, "final float[] " + local + " = shared." + local + ";");
        return local;
    }

    String fresh(String prefix) {
        return prefix + fresh++;
    }

    /// The declarations.
    String prologue() {
        return String.join("\n", locals.values()) + (locals.isEmpty() ? "" : "\n");
    }
}
