package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form of kernels without a context: parallel loops around everything, whose trip counts are known when the kernel
/// is compiled.
final class ParallelLoops extends Scan {
    private static final int MOST = 3;

    private List<? extends VariableTree> parameters = new ArrayList<>();
    private final List<VariableTree> counters = new ArrayList<>();

    ParallelLoops(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        parameters = method.getParameters();
        counters.clear();
        if (DeviceCode.isKernel(method) && DeviceCode.context(method) == null) {
            outer(method);
        }
        return scan(method.getBody(), null);
    }

    /// The loops that stand around everything.
    private void outer(MethodTree method) {
        Tree at = method;
        var only = only(method.getBody());
        while (only instanceof ForLoopTree loop) {
            var counter = counter(loop);
            if (counter == null) {
                break;
            }
            counters.add(counter);
            form(loop, counter);
            at = loop;
            only = only(loop.getStatement());
        }
        if (counters.isEmpty() || counters.size() > MOST) {
            breach(
                    Rule.PARALLEL_LOOP,
                    at,
                    "has neither a context nor one to three parallel loops around all that it does");
        }
    }

    private static @Nullable StatementTree only(StatementTree statement) {
        return statement instanceof BlockTree block && block.getStatements().size() == 1
                ? block.getStatements().getFirst()
                : null;
    }

    private static @Nullable VariableTree counter(ForLoopTree loop) {
        return loop.getInitializer().size() == 1
                        && loop.getInitializer().getFirst() instanceof VariableTree variable
                        && isParallel(variable)
                ? variable
                : null;
    }

    private static boolean isParallel(VariableTree variable) {
        return variable.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().endsWith("Parallel"));
    }

    private void form(ForLoopTree loop, VariableTree counter) {
        boolean whole = Declarations.type(counter).equals("int");
        boolean bounded = loop.getCondition() instanceof BinaryTree condition
                && condition.getKind() == Kind.LESS_THAN
                && code.declarations().of(condition.getLeftOperand()) == counter
                && isFixed(condition.getRightOperand());
        boolean stepped = loop.getUpdate().size() == 1
                && loop.getUpdate().getFirst().getExpression() instanceof UnaryTree step
                && (step.getKind() == Kind.POSTFIX_INCREMENT || step.getKind() == Kind.PREFIX_INCREMENT)
                && code.declarations().of(step.getExpression()) == counter;
        if (!whole || !bounded || !stepped || sets(loop.getStatement(), counter)) {
            breach(
                    Rule.PARALLEL_LOOP,
                    loop,
                    "has a parallel loop of another form: %s, %s".formatted(loop.getCondition(), loop.getUpdate()));
        }
    }

    private boolean isFixed(Tree bound) {
        var variable = code.declarations().of(bound);
        return bound instanceof LiteralTree || (variable != null && parameters.contains(variable));
    }

    private boolean sets(Tree body, VariableTree counter) {
        var found = new ArrayList<Tree>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            private void set(Tree variable) {
                if (code.declarations().of(variable) == counter) {
                    found.add(variable);
                }
            }

            @Override
            public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
                set(assignment.getVariable());
                return super.visitAssignment(assignment, null);
            }

            @Override
            public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
                set(assignment.getVariable());
                return super.visitCompoundAssignment(assignment, null);
            }

            @Override
            public @Nullable Void visitUnary(UnaryTree unary, @Nullable Void none) {
                switch (unary.getKind()) {
                    case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                        set(unary.getExpression());
                    default -> {}
                }
                return super.visitUnary(unary, null);
            }
        }.scan(body, null);
        return !found.isEmpty();
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        if (isParallel(variable) && !counters.contains(variable)) {
            breach(Rule.PARALLEL_LOOP, variable, "has a parallel loop that does not stand around everything");
        }
        return super.visitVariable(variable, null);
    }
}
