package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which expressions are of a floating type.
final class ExpressionTypes {
    private static final List<String> FLOATING = List.of("float", "double", "Float", "Double");

    private ExpressionTypes() {}

    static boolean isFloating(DeviceCode code, @Nullable Tree expression) {
        return switch (Declarations.plain(expression)) {
            case LiteralTree literal -> literal.getValue() instanceof Float || literal.getValue() instanceof Double;
            case TypeCastTree cast -> isFloating(cast.getType().toString());
            case UnaryTree unary -> isFloating(code, unary.getExpression());
            case BinaryTree binary -> isFloating(code, binary);
            case ConditionalExpressionTree choice ->
                isFloating(code, choice.getTrueExpression()) || isFloating(code, choice.getFalseExpression());
            case ArrayAccessTree access -> isFloating(code, access.getExpression());
            case IdentifierTree name -> {
                var variable = code.declarations().of(name);
                yield variable != null && isFloating(Declarations.type(variable));
            }
            case MemberSelectTree constant ->
                isFloating(constant.getExpression().toString());
            case MethodInvocationTree call -> isFloating(code, call);
            case null, default -> false;
        };
    }

    /// `float`, `double[]`, `FloatArray`, …
    private static boolean isFloating(String type) {
        return FLOATING.stream().anyMatch(type::startsWith);
    }

    private static boolean isFloating(DeviceCode code, BinaryTree binary) {
        return switch (binary.getKind()) {
            case PLUS, MINUS, MULTIPLY, DIVIDE, REMAINDER ->
                isFloating(code, binary.getLeftOperand()) || isFloating(code, binary.getRightOperand());
            default -> false;
        };
    }

    private static boolean isFloating(DeviceCode code, MethodInvocationTree call) {
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
            return code.declarations().of(select.getExpression()) == null
                    ? call.getArguments().stream().anyMatch(argument -> isFloating(code, argument))
                    : isFloating(code, select.getExpression());
        }
        var method = code.methods().get(call.getMethodSelect().toString());
        return method != null
                && method.getReturnType() != null
                && isFloating(method.getReturnType().toString());
    }
}
