package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Local and private arrays: how long they are, and that each has one name and is indexed where it is made.
final class Arrays extends Scan {
    private List<? extends VariableTree> parameters = new ArrayList<>();
    private boolean kernel;

    Arrays(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        parameters = method.getParameters();
        kernel = DeviceCode.isKernel(method);
        return scan(method.getBody(), null);
    }

    @Override
    public @Nullable Void visitNewArray(NewArrayTree made, @Nullable Void none) {
        if (made.getInitializers() != null || made.getDimensions().size() != 1) {
            breach(Rule.ARRAY_SIZE, made, "allocates an array otherwise than by one size: " + made);
        }
        if (!kernel) {
            breach(Rule.ARRAY_USE, made, "allocates an array in a helper");
        }
        made.getDimensions().forEach(size -> size(size, made));
        return super.visitNewArray(made, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().toString().matches("allocate\\w+LocalArray")) {
            call.getArguments().forEach(size -> size(size, call));
        }
        return super.visitMethodInvocation(call, null);
    }

    private void size(Tree size, Tree at) {
        var plain = Declarations.plain(size);
        var variable = code.declarations().of(size);
        if (!(plain instanceof LiteralTree) && (variable == null || !parameters.contains(variable))) {
            breach(Rule.ARRAY_SIZE, at, "allocates an array of size " + size);
        }
    }

    @Override
    public @Nullable Void visitArrayAccess(ArrayAccessTree access, @Nullable Void none) {
        if (code.declarations().of(access.getExpression()) == null) {
            breach(Rule.ARRAY_USE, access, "indexes what has no name: " + access);
        }
        return scan(access.getIndex(), null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
        var variable = code.declarations().of(identifier);
        if (variable != null && variable.getType() instanceof ArrayTypeTree) {
            breach(Rule.ARRAY_USE, identifier, "passes the array " + identifier + " on, or gives it a second name");
        }
        return null;
    }
}
