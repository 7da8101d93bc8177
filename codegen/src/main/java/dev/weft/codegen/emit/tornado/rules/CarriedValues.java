package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one iteration hands to the next. Copies are followed from variable to variable through a loop's body; what is
/// set under a condition, or in an inner loop, is a new value where the ways meet, and harmless.
final class CarriedValues extends Scan {
    CarriedValues(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree loop, @Nullable Void none) {
        var body = new ArrayList<Tree>();
        body.add(loop.getStatement());
        body.addAll(loop.getUpdate());
        check(body);
        return super.visitForLoop(loop, null);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void none) {
        check(List.of(loop.getStatement()));
        return super.visitWhileLoop(loop, null);
    }

    private void check(List<Tree> body) {
        var iteration = new Iteration(code.declarations());
        iteration.scan(body, null);
        iteration.set.forEach((variable, at) -> {
            var source = iteration.holds(variable);
            if (source != null
                    && source != variable
                    && !iteration.own.containsKey(variable)
                    && iteration.set.containsKey(source)) {
                breach(
                        Rule.CARRIED_VALUE,
                        at,
                        "carries the old value of %s into the next iteration as %s, while %s changes too: the device's compiler sets one after the other"
                                .formatted(source.getName(), variable.getName(), source.getName()));
            }
        });
    }

    /// One pass through a loop's body.
    private static final class Iteration extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Declarations declarations;

        /// Whose old value a variable holds; one that is not here holds its own, or a new one if it was set.
        private final Map<VariableTree, VariableTree> copies = new LinkedHashMap<>();

        /// What was set, and where last.
        private final Map<VariableTree, Tree> set = new LinkedHashMap<>();

        /// What is declared inside.
        private final Map<VariableTree, Tree> own = new LinkedHashMap<>();

        private int conditions;

        Iteration(Declarations declarations) {
            this.declarations = declarations;
        }

        @Nullable
        VariableTree holds(VariableTree variable) {
            return set.containsKey(variable) || own.containsKey(variable) ? copies.get(variable) : variable;
        }

        private void set(VariableTree to, Tree at, @Nullable Tree value) {
            var from = declarations.of(value);
            var source = from == null || conditions > 0 ? null : holds(from);
            if (source == null) {
                copies.remove(to);
            } else {
                copies.put(to, source);
            }
            if (!own.containsKey(to)) {
                set.put(to, at);
            }
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            super.visitVariable(variable, null);
            own.put(variable, variable);
            set(variable, variable, variable.getInitializer());
            return null;
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
            super.visitAssignment(assignment, null);
            var to = declarations.of(assignment.getVariable());
            if (to != null) {
                set(to, assignment, assignment.getExpression());
            }
            return null;
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
            super.visitCompoundAssignment(assignment, null);
            var to = declarations.of(assignment.getVariable());
            if (to != null) {
                set(to, assignment, null);
            }
            return null;
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree unary, @Nullable Void none) {
            super.visitUnary(unary, null);
            var to = declarations.of(unary.getExpression());
            switch (unary.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> {
                    if (to != null) {
                        set(to, unary, null);
                    }
                }
                default -> {}
            }
            return null;
        }

        @Override
        public @Nullable Void visitIf(IfTree tree, @Nullable Void none) {
            return perhaps(() -> super.visitIf(tree, null));
        }

        @Override
        public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void none) {
            return perhaps(() -> super.visitConditionalExpression(tree, null));
        }

        @Override
        public @Nullable Void visitForLoop(ForLoopTree loop, @Nullable Void none) {
            return perhaps(() -> super.visitForLoop(loop, null));
        }

        @Override
        public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void none) {
            return perhaps(() -> super.visitWhileLoop(loop, null));
        }

        private @Nullable Void perhaps(Runnable visit) {
            conditions++;
            visit.run();
            conditions--;
            return null;
        }
    }
}
