package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The types of variables, arrays and casts.
final class Types extends Scan {
    private static final Set<String> NUMBERS = Set.of("int", "long", "float", "double");
    private static final Set<String> STORED_ALONE = Set.of("byte", "short");
    private static final Set<String> ARGUMENTS =
            Set.of("KernelContext", "IntArray", "LongArray", "FloatArray", "DoubleArray", "ShortArray", "ByteArray");

    /// The values that calls of `set` store: they alone may be of a short type.
    private final Set<Tree> stored = new HashSet<>();

    Types(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    private static boolean isSimple(@Nullable Tree type) {
        return type != null
                && (NUMBERS.contains(type.toString()) || type.toString().equals("boolean"));
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        boolean kernel = DeviceCode.isKernel(method);
        if (!kernel && !isSimple(method.getReturnType())) {
            breach(Rule.TYPE, method, "returns " + method.getReturnType());
        }
        for (var parameter : method.getParameters()) {
            var type = parameter.getType();
            if (type instanceof ArrayTypeTree) {
                breach(Rule.ARRAY_USE, parameter, "is given the array " + parameter.getName());
            } else if (!isSimple(type) && !(kernel && ARGUMENTS.contains(type.toString()))) {
                breach(Rule.TYPE, parameter, "is given %s of type %s".formatted(parameter.getName(), type));
            }
        }
        return scan(method.getBody(), null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        var type = variable.getType();
        boolean array = type instanceof ArrayTypeTree of
                && NUMBERS.contains(of.getType().toString());
        if (!array && !isSimple(type)) {
            breach(
                    Rule.TYPE,
                    variable,
                    "declares %s of type %s".formatted(variable.getName(), Declarations.type(variable)));
        }
        return scan(variable.getInitializer(), null);
    }

    @Override
    public @Nullable Void visitNewArray(NewArrayTree made, @Nullable Void none) {
        if (made.getType() != null && !NUMBERS.contains(made.getType().toString())) {
            breach(Rule.TYPE, made, "allocates an array of " + made.getType());
        }
        return super.visitNewArray(made, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("set")
                && call.getArguments().size() == 2) {
            stored.add(call.getArguments().getLast());
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitTypeCast(TypeCastTree cast, @Nullable Void none) {
        var type = cast.getType().toString();
        if (!NUMBERS.contains(type) && !(STORED_ALONE.contains(type) && stored.contains(cast))) {
            breach(Rule.TYPE, cast, "computes with a " + type + ": " + cast);
        }
        return super.visitTypeCast(cast, null);
    }
}
