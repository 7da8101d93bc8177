package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Variables and parameters that nothing reads.
final class UnusedVariables extends Scan {
    private final Set<VariableTree> declared = new LinkedHashSet<>();
    private final Set<Tree> read = new LinkedHashSet<>();

    UnusedVariables(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        declared.clear();
        super.visitMethod(method, null);
        for (var variable : declared) {
            if (!read.contains(variable)) {
                breach(Rule.UNUSED, variable, "declares " + variable.getName() + ", which nothing reads");
            }
        }
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        declared.add(variable);
        return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
        if (!(assignment.getVariable() instanceof IdentifierTree)) {
            scan(assignment.getVariable(), null);
        }
        return scan(assignment.getExpression(), null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
        var variable = code.declarations().of(identifier);
        if (variable != null) {
            read.add(variable);
        }
        return null;
    }
}
