package dev.weft.codegen.emit.facade;

import com.palantir.javapoet.ClassName;
import dev.weft.codegen.tile.Signature;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/// What the names of a spec are called in Java: the same, unless Java forbids it; then with `_`
/// behind.
final class Names {
    /// What a record component must not be called, and the parameters of the emitted methods.
    private static final Set<String> TAKEN = Set.of(
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "sizes",
            "scalars",
            "target",
            "cover",
            "number",
            "params",
            "room",
            "tensors",
            "read",
            "workers");

    private final ClassName facade;
    private final Map<String, String> java = new HashMap<>();

    Names(Signature signature) {
        facade = ClassName.get(signature.packageName(), signature.name());
        var used = new HashSet<>(TAKEN);
        for (var dimension : signature.dimensions()) {
            java.put(dimension.name(), free(dimension.name(), used));
        }
        for (var argument : signature.arguments()) {
            java.put(argument.name(), free(argument.name(), used));
        }
    }

    private static String free(String name, Set<String> used) {
        var candidate = name;
        while (SourceVersion.isKeyword(candidate) || !used.add(candidate)) {
            candidate += "_";
        }
        return candidate;
    }

    ClassName facade() {
        return facade;
    }

    /// A class inside the façade.
    ClassName nested(String name) {
        return facade.nestedClass(name.equals(facade.simpleName()) ? name + "_" : name);
    }

    /// The class of the kernel that was woven for a target: `CausalGqaV256`, `CausalGqaScalar`.
    ClassName kernel(String target) {
        var suffix = target.charAt(0) + (target.startsWith("V") ? target.substring(1) : "calar");
        return facade.peerClass(facade.simpleName() + suffix);
    }

    /// The class of the kernel that was woven for TornadoVM.
    ClassName tornado() {
        return facade.peerClass(facade.simpleName() + "Tornado");
    }

    /// What a dimension or an argument is called.
    String of(String name) {
        var found = java.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no dimension or argument is called " + name);
        }
        return found;
    }
}
