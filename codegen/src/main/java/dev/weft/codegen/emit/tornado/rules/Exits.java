package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where loops and methods end.
final class Exits extends Scan {
    private int loops;
    private @Nullable StatementTree last;

    Exits(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        var statements = method.getBody().getStatements();
        last = DeviceCode.isKernel(method) || statements.isEmpty() ? null : statements.getLast();
        return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree loop, @Nullable Void none) {
        condition(loop, loop.getCondition());
        return inside(() -> super.visitForLoop(loop, null));
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void none) {
        condition(loop, loop.getCondition());
        return inside(() -> super.visitWhileLoop(loop, null));
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree loop, @Nullable Void none) {
        breach(Rule.LOOP_EXIT, loop, "ends a loop at its foot");
        return inside(() -> super.visitDoWhileLoop(loop, null));
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree loop, @Nullable Void none) {
        return inside(() -> super.visitEnhancedForLoop(loop, null));
    }

    private @Nullable Void inside(Runnable visit) {
        loops++;
        visit.run();
        loops--;
        return null;
    }

    private void condition(Tree loop, @Nullable Tree condition) {
        var plain = Declarations.plain(condition);
        if (plain == null || plain.toString().equals("true")) {
            breach(Rule.LOOP_EXIT, loop, "has a loop without a condition");
        }
    }

    @Override
    public @Nullable Void visitBreak(BreakTree jump, @Nullable Void none) {
        breach(Rule.LOOP_EXIT, jump, "leaves a loop by break");
        return null;
    }

    @Override
    public @Nullable Void visitContinue(ContinueTree jump, @Nullable Void none) {
        breach(Rule.LOOP_EXIT, jump, "leaves an iteration by continue");
        return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree jump, @Nullable Void none) {
        if (loops > 0) {
            breach(Rule.LOOP_EXIT, jump, "returns from inside a loop");
        } else if (jump != last) {
            breach(Rule.METHOD_EXIT, jump, "returns before its end");
        }
        return super.visitReturn(jump, null);
    }
}
