package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The constructs that a kernel consists of, and the names it may give.
final class Constructs extends Scan {
    private static final Set<Kind> KNOWN = EnumSet.of(
            Kind.METHOD,
            Kind.MODIFIERS,
            Kind.ANNOTATION,
            Kind.TYPE_ANNOTATION,
            Kind.ANNOTATED_TYPE,
            Kind.PRIMITIVE_TYPE,
            Kind.ARRAY_TYPE,
            Kind.VARIABLE,
            Kind.BLOCK,
            Kind.EMPTY_STATEMENT,
            Kind.EXPRESSION_STATEMENT,
            Kind.IF,
            Kind.FOR_LOOP,
            Kind.WHILE_LOOP,
            Kind.RETURN,
            Kind.IDENTIFIER,
            Kind.MEMBER_SELECT,
            Kind.METHOD_INVOCATION,
            Kind.ARRAY_ACCESS,
            Kind.NEW_ARRAY,
            Kind.TYPE_CAST,
            Kind.PARENTHESIZED,
            Kind.CONDITIONAL_EXPRESSION,
            Kind.INT_LITERAL,
            Kind.LONG_LITERAL,
            Kind.FLOAT_LITERAL,
            Kind.DOUBLE_LITERAL,
            Kind.BOOLEAN_LITERAL,
            Kind.ASSIGNMENT,
            Kind.UNARY_PLUS,
            Kind.UNARY_MINUS,
            Kind.BITWISE_COMPLEMENT,
            Kind.LOGICAL_COMPLEMENT,
            Kind.PREFIX_INCREMENT,
            Kind.PREFIX_DECREMENT,
            Kind.POSTFIX_INCREMENT,
            Kind.POSTFIX_DECREMENT);

    /// Left to the rules on exits.
    private static final Set<Kind> JUMPS =
            EnumSet.of(Kind.BREAK, Kind.CONTINUE, Kind.DO_WHILE_LOOP, Kind.LABELED_STATEMENT);

    private static final Set<String> RESERVED = Set.of(
            "kernel",
            "global",
            "local",
            "constant",
            "private",
            "half",
            "uchar",
            "ushort",
            "uint",
            "ulong",
            "image",
            "sampler",
            "event",
            "restrict",
            "barrier",
            "main");

    Constructs(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        if (DeviceCode.isKernel(method)) {
            name(method.getName().toString(), method);
            method.getParameters().forEach(parameter -> name(parameter.getName().toString(), parameter));
        }
        return super.visitMethod(method, null);
    }

    private void name(String name, Tree at) {
        if (RESERVED.contains(name)) {
            breach(Rule.NAME, at, "the name " + name + " is a word of OpenCL C");
        }
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
        if (tree == null
                || KNOWN.contains(tree.getKind())
                || JUMPS.contains(tree.getKind())
                || tree instanceof BinaryTree
                || tree instanceof CompoundAssignmentTree) {
            return super.scan(tree, null);
        }
        breach(
                Rule.CONSTRUCT,
                tree,
                "uses a "
                        + tree.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ": "
                        + tree.toString().lines().findFirst().orElse("").strip());
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        scan(variable.getModifiers(), null);
        return scan(variable.getInitializer(), null);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree binary, @Nullable Void none) {
        switch (binary.getKind()) {
            case UNSIGNED_RIGHT_SHIFT -> shift(binary);
            case CONDITIONAL_AND, CONDITIONAL_OR ->
                breach(Rule.BRANCH_EXIT, binary, "joins conditions so that one may be passed over: " + binary);
            default -> {}
        }
        return super.visitBinary(binary, null);
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
        if (assignment.getKind() == Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT) {
            shift(assignment);
        }
        return super.visitCompoundAssignment(assignment, null);
    }

    private void shift(Tree tree) {
        breach(Rule.UNSIGNED_SHIFT, tree, "shifts with >>>, which the device's compiler turns into >>: " + tree);
    }
}
