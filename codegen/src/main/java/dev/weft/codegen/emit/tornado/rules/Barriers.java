package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Barriers stand where all work-items of a group pass. What may differ between them comes from their number and from
/// arrays that they share, and spreads through assignments and through conditions around these.
final class Barriers extends Scan {
    private static final Set<String> OF_THE_GROUP =
            Set.of("groupIdx", "groupIdy", "groupIdz", "localGroupSizeX", "localGroupSizeY", "localGroupSizeZ");

    private final Set<VariableTree> varying = new LinkedHashSet<>();
    private int varyingConditions;
    private boolean found;

    Barriers(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        if (DeviceCode.context(method) == null) {
            return null;
        }
        int before;
        do {
            before = varying.size();
            scan(method.getBody(), null);
        } while (varying.size() > before);
        found = true;
        scan(method.getBody(), null);
        found = false;
        return null;
    }

    private boolean varies(@Nullable Tree tree) {
        var look = new Look();
        look.scan(tree, null);
        return look.varies;
    }

    private void set(@Nullable VariableTree variable, @Nullable Tree value) {
        if (variable != null && (varyingConditions > 0 || varies(value))) {
            varying.add(variable);
        }
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        set(variable, variable.getInitializer());
        return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
        set(code.declarations().of(assignment.getVariable()), assignment.getExpression());
        return super.visitAssignment(assignment, null);
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
        set(code.declarations().of(assignment.getVariable()), assignment.getExpression());
        return super.visitCompoundAssignment(assignment, null);
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree unary, @Nullable Void none) {
        switch (unary.getKind()) {
            case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                set(code.declarations().of(unary.getExpression()), unary.getExpression());
            default -> {}
        }
        return super.visitUnary(unary, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (found && varyingConditions > 0 && isBarrier(call)) {
            breach(Rule.BARRIER, call, "waits where not all work-items of the group may come");
        }
        return super.visitMethodInvocation(call, null);
    }

    static boolean isBarrier(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().toString().endsWith("Barrier");
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void none) {
        return under(tree.getCondition(), () -> super.visitIf(tree, null));
    }

    @Override
    public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void none) {
        return under(tree.getCondition(), () -> super.visitConditionalExpression(tree, null));
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void none) {
        return under(loop.getCondition(), () -> super.visitWhileLoop(loop, null));
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree loop, @Nullable Void none) {
        scan(loop.getInitializer(), null);
        return under(loop.getCondition(), () -> {
            scan(loop.getCondition(), null);
            scan(loop.getStatement(), null);
            scan(loop.getUpdate(), null);
        });
    }

    private @Nullable Void under(@Nullable Tree condition, Runnable visit) {
        int one = varies(condition) ? 1 : 0;
        varyingConditions += one;
        visit.run();
        varyingConditions -= one;
        return null;
    }

    /// Looks for what differs between work-items.
    private final class Look extends TreeScanner<@Nullable Void, @Nullable Void> {
        private boolean varies;

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
            var variable = code.declarations().of(identifier);
            varies |= variable != null && varying.contains(variable);
            return null;
        }

        @Override
        public @Nullable Void visitArrayAccess(ArrayAccessTree access, @Nullable Void none) {
            varies = true;
            return null;
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree member, @Nullable Void none) {
            var on = code.declarations().of(member.getExpression());
            varies |= on != null
                    && Declarations.type(on).equals("KernelContext")
                    && !OF_THE_GROUP.contains(member.getIdentifier().toString());
            return super.visitMemberSelect(member, null);
        }
    }
}
