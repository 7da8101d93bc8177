package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Arithmetic that comes out otherwise than Java has it.
final class Numbers extends Scan {
    private @Nullable Ranges ranges;

    Numbers(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        ranges = new Ranges(code, method, dividends(method));
        return scan(method.getBody(), null);
    }

    /// What is divided. That reals are among it does no harm.
    private static List<Tree> dividends(MethodTree method) {
        var dividends = new ArrayList<Tree>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void none) {
                if (binary.getKind() == Kind.DIVIDE || binary.getKind() == Kind.REMAINDER) {
                    dividends.add(binary.getLeftOperand());
                }
                return super.visitBinary(binary, null);
            }

            @Override
            public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
                dividends.add(assignment.getVariable());
                return super.visitCompoundAssignment(assignment, null);
            }
        }.scan(method.getBody(), null);
        return dividends;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void none) {
        var left = binary.getLeftOperand();
        boolean floating = isFloating(left) || isFloating(binary.getRightOperand());
        switch (binary.getKind()) {
            case DIVIDE -> {
                if (!floating) {
                    dividend(left, binary);
                }
            }
            case REMAINDER -> remainder(left, floating, binary);
            case LESS_THAN_EQUAL, GREATER_THAN_EQUAL -> {
                if (floating) {
                    breach(Rule.FLOAT_ORDER, binary, "compares by <= or >=, true where a side is no number: " + binary);
                }
            }
            case EQUAL_TO, NOT_EQUAL_TO -> {
                if (isWideInfinity(left) || isWideInfinity(binary.getRightOperand())) {
                    breach(Rule.WIDE_INFINITY, binary, "compares a double with infinity: " + binary);
                }
            }
            default -> {}
        }
        nan(binary);
        return super.visitBinary(binary, null);
    }

    private static boolean isWideInfinity(Tree operand) {
        return operand instanceof MemberSelectTree member
                && member.getExpression().toString().equals("Double")
                && member.getIdentifier().toString().endsWith("_INFINITY");
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
        var to = assignment.getVariable();
        boolean floating = isFloating(to) || isFloating(assignment.getExpression());
        if (assignment.getKind() == Kind.DIVIDE_ASSIGNMENT && !floating) {
            dividend(to, assignment);
        } else if (assignment.getKind() == Kind.REMAINDER_ASSIGNMENT) {
            remainder(to, floating, assignment);
        }
        return super.visitCompoundAssignment(assignment, null);
    }

    @Override
    public @Nullable Void visitConditionalExpression(ConditionalExpressionTree choice, @Nullable Void none) {
        scan(choice.getCondition(), null);
        where(choice, true, choice.getTrueExpression());
        where(choice, false, choice.getFalseExpression());
        return null;
    }

    private void where(ConditionalExpressionTree choice, boolean holds, Tree then) {
        Supplier<Range> look = () -> {
            scan(then, null);
            return Range.ALL;
        };
        if (ranges != null) {
            ranges.where(choice.getCondition(), holds, look);
        }
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree member, @Nullable Void none) {
        nan(member);
        return super.visitMemberSelect(member, null);
    }

    private boolean isFloating(Tree expression) {
        return ExpressionTypes.isFloating(code, expression);
    }

    private void remainder(Tree dividend, boolean floating, Tree at) {
        if (floating) {
            breach(Rule.FLOAT_REMAINDER, at, "takes the remainder of floats: " + at);
        } else {
            dividend(dividend, at);
        }
    }

    private void dividend(Tree dividend, Tree at) {
        if (ranges != null && !ranges.of(dividend).isNotNegative()) {
            breach(
                    Rule.DIVIDEND,
                    at,
                    "divides " + dividend + ", which may be negative: the device's compiler shifts it wrongly");
        }
    }

    private void nan(Tree tree) {
        var value = constant(tree);
        if (value != null && value.isNaN()) {
            breach(Rule.NAN_CONSTANT, tree, "has a constant that is not a number: " + tree);
        }
    }

    /// What the Java compiler makes of a floating constant; null of what is none.
    private static @Nullable Double constant(@Nullable Tree tree) {
        return switch (Declarations.plain(tree)) {
            case LiteralTree literal -> literal.getValue() instanceof Number number ? number.doubleValue() : null;
            case TypeCastTree cast -> constant(cast.getExpression());
            case UnaryTree unary -> {
                var of = unary.getKind() == Kind.UNARY_MINUS ? constant(unary.getExpression()) : null;
                yield of == null ? null : -of;
            }
            case MemberSelectTree member ->
                switch (member.getIdentifier().toString()) {
                    case "NaN" -> Double.NaN;
                    case "POSITIVE_INFINITY" -> Double.POSITIVE_INFINITY;
                    case "NEGATIVE_INFINITY" -> Double.NEGATIVE_INFINITY;
                    default -> null;
                };
            case BinaryTree binary -> constant(binary);
            case null, default -> null;
        };
    }

    private static @Nullable Double constant(BinaryTree binary) {
        var a = constant(binary.getLeftOperand());
        var b = constant(binary.getRightOperand());
        if (a == null || b == null) {
            return null;
        }
        return switch (binary.getKind()) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            default -> null;
        };
    }
}
