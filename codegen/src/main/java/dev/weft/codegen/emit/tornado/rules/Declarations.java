package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which variable each name in a method stands for.
final class Declarations extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Map<Tree, VariableTree> meant = new LinkedHashMap<>();
    private final Deque<Map<String, VariableTree>> scopes = new ArrayDeque<>();

    /// The variable that an expression names, if it is a name of one.
    @Nullable
    VariableTree of(@Nullable Tree expression) {
        return meant.get(plain(expression));
    }

    /// The type of a variable as it is written.
    static String type(VariableTree variable) {
        var type = variable.getType();
        return type == null ? "var" : type.toString();
    }

    /// The expression without the parentheses around it.
    static @Nullable Tree plain(@Nullable Tree expression) {
        var inner = expression;
        while (inner instanceof ParenthesizedTree parentheses) {
            inner = parentheses.getExpression();
        }
        return inner;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        return inScope(() -> super.visitMethod(method, null));
    }

    @Override
    public @Nullable Void visitBlock(BlockTree block, @Nullable Void none) {
        return inScope(() -> super.visitBlock(block, null));
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree loop, @Nullable Void none) {
        return inScope(() -> super.visitForLoop(loop, null));
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, @Nullable Void none) {
        return inScope(() -> super.visitEnhancedForLoop(loop, null));
    }

    private @Nullable Void inScope(Runnable visit) {
        scopes.push(new HashMap<>());
        visit.run();
        scopes.pop();
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        scan(variable.getInitializer(), null);
        if (!scopes.isEmpty()) {
            scopes.element().put(variable.getName().toString(), variable);
        }
        return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        ExpressionTree select = call.getMethodSelect();
        if (!(select instanceof IdentifierTree)) {
            scan(select, null);
        }
        return scan(call.getArguments(), null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
        for (var scope : scopes) {
            var variable = scope.get(identifier.getName().toString());
            if (variable != null) {
                meant.put(identifier, variable);
                return null;
            }
        }
        return null;
    }
}
