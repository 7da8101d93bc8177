package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Between which numbers the variables of a method lie, whatever the way that led there. Sizes,
/// coordinates and shapes of work-groups are known by their names in kernels; nothing is known of what
/// data holds.
final class Ranges {
    /// Counts of what a work-item that runs has at least one of.
    private static final Pattern POSITIVE = Pattern.compile(
            "queries|heads|group|headGroups|groups|rowTiles|parts|teams|lanes|rows|count|batches|steps|points|window|chunks|side");

    /// Sizes and coordinates.
    private static final Pattern NOT_NEGATIVE =
            Pattern.compile("size_\\w+|depth\\d+|interleaved|localReals|localInts|task|tasks|tile|firstKey|lap");

    /// After so many rounds, ends that still move are taken to move for ever.
    private static final int PATIENCE = 3;

    private final DeviceCode code;
    private final boolean kernel;
    private final Map<VariableTree, Range> known = new HashMap<>();
    private final List<Definition> definitions = new ArrayList<>();

    /// What conditions say of expressions, by their text, innermost first.
    private final Deque<Map<String, Range>> conditions = new ArrayDeque<>();

    /// @param from what the value is found from
    private record Definition(VariableTree variable, Tree from, Supplier<Range> value) {}

    /// @param wanted the expressions that will be asked for; nothing else is found out
    Ranges(DeviceCode code, MethodTree method, List<Tree> wanted) {
        this.code = code;
        this.kernel = DeviceCode.isKernel(method);
        method.getParameters().forEach(parameter -> known.put(parameter, named(parameter)));
        new Definitions().scan(method.getBody(), null);
        var needed = needed(wanted);
        boolean moved = true;
        for (int round = 0; moved; round++) {
            moved = false;
            for (var definition : needed) {
                moved |= set(definition, round > PATIENCE);
            }
        }
    }

    /// The definitions that expressions depend on, in their order: a variable is set before it is read.
    private List<Definition> needed(List<Tree> wanted) {
        var of = new HashMap<VariableTree, List<Tree>>();
        definitions.forEach(definition -> of.computeIfAbsent(definition.variable(), _ -> new ArrayList<>())
                .add(definition.from()));
        var needed = new HashSet<VariableTree>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
                var variable = code.declarations().of(identifier);
                if (variable != null && needed.add(variable)) {
                    scan(of.getOrDefault(variable, List.of()), null);
                }
                return null;
            }
        }.scan(wanted, null);
        return definitions.stream()
                .filter(definition -> needed.contains(definition.variable()))
                .toList();
    }

    private boolean set(Definition definition, boolean widen) {
        var variable = definition.variable();
        var value = definition.value().get().meet(named(variable));
        if (value.isEmpty()) {
            return false;
        }
        var earlier = known.get(variable);
        var now = earlier == null ? value : earlier.join(value);
        if (now.equals(earlier)) {
            return false;
        }
        known.put(
                variable, earlier == null || !widen ? now : now.widened(earlier).meet(named(variable)));
        return true;
    }

    private Range named(VariableTree variable) {
        var name = variable.getName();
        if (kernel && POSITIVE.matcher(name).matches()) {
            return Range.from(1);
        }
        return kernel && NOT_NEGATIVE.matcher(name).matches() ? Range.NOT_NEGATIVE : Range.ALL;
    }

    /// Evaluates something where a condition holds, or does not; the empty range where that cannot be.
    Range where(Tree condition, boolean holds, Supplier<Range> value) {
        var says = Declarations.plain(condition) instanceof BinaryTree comparison
                ? learned(comparison, holds)
                : Map.<String, Range>of();
        if (says.isEmpty()) {
            return value.get();
        }
        if (says.values().stream().anyMatch(Range::isEmpty)) {
            return new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
        conditions.push(says);
        var result = value.get();
        conditions.pop();
        return result;
    }

    /// What a comparison of whole numbers says of its left side, and of the difference of both.
    private Map<String, Range> learned(BinaryTree comparison, boolean holds) {
        boolean less = comparison.getKind() == Kind.LESS_THAN;
        boolean greater = comparison.getKind() == Kind.GREATER_THAN;
        boolean atMost = comparison.getKind() == Kind.LESS_THAN_EQUAL;
        boolean atLeast = comparison.getKind() == Kind.GREATER_THAN_EQUAL;
        var left = comparison.getLeftOperand();
        var right = comparison.getRightOperand();
        if (!(less || greater || atMost || atLeast)
                || ExpressionTypes.isFloating(code, left)
                || ExpressionTypes.isFloating(code, right)) {
            return Map.of();
        }
        boolean below = holds ? less || atMost : greater || atLeast;
        boolean strictly = holds ? less || greater : atMost || atLeast;
        int step = strictly ? 1 : 0;
        var bound = of(right);
        var side =
                below ? new Range(Double.NEGATIVE_INFINITY, bound.greatest() - step) : Range.from(bound.least() + step);
        var says = new HashMap<String, Range>();
        says.put(left.toString(), of(left).meet(side));
        if (!below) {
            says.put(left + " - " + right, Range.NOT_NEGATIVE);
        }
        return says;
    }

    /// Between which numbers an expression lies.
    Range of(@Nullable Tree expression) {
        var plain = Declarations.plain(expression);
        if (plain == null) {
            return Range.ALL;
        }
        if (!conditions.isEmpty()) {
            var text = plain.toString();
            for (var says : conditions) {
                var range = says.get(text);
                if (range != null) {
                    return range;
                }
            }
        }
        return switch (plain) {
            case LiteralTree literal ->
                literal.getValue() instanceof Number number ? Range.of(number.doubleValue()) : Range.ALL;
            case TypeCastTree cast -> of(cast.getExpression());
            case UnaryTree unary ->
                unary.getKind() == Kind.UNARY_MINUS ? of(unary.getExpression()).negated() : Range.ALL;
            case BinaryTree binary -> binary(binary);
            case ConditionalExpressionTree choice ->
                where(choice.getCondition(), true, () -> of(choice.getTrueExpression()))
                        .join(where(choice.getCondition(), false, () -> of(choice.getFalseExpression())));
            case MethodInvocationTree call -> Functions.range(call, this);
            default -> name(plain);
        };
    }

    private Range name(Tree name) {
        var variable = code.declarations().of(name);
        if (variable != null) {
            return known.getOrDefault(variable, Range.ALL);
        }
        return name.toString().startsWith("context.") ? Range.NOT_NEGATIVE : Range.ALL;
    }

    private Range binary(BinaryTree binary) {
        var a = of(binary.getLeftOperand());
        var b = of(binary.getRightOperand());
        return switch (binary.getKind()) {
            case PLUS -> a.plus(b);
            case MINUS -> a.plus(b.negated());
            case MULTIPLY ->
                binary.getLeftOperand()
                                .toString()
                                .equals(binary.getRightOperand().toString())
                        ? Range.NOT_NEGATIVE
                        : a.times(b);
            case DIVIDE -> a.dividedBy(b);
            case REMAINDER -> a.remainder(b);
            case AND -> a.isNotNegative() || b.isNotNegative() ? Range.NOT_NEGATIVE : Range.ALL;
            case RIGHT_SHIFT -> a.isNotNegative() ? Range.NOT_NEGATIVE : Range.ALL;
            default -> Range.ALL;
        };
    }

    /// Finds what variables are set to.
    private final class Definitions extends TreeScanner<@Nullable Void, @Nullable Void> {
        private void add(@Nullable VariableTree variable, Tree from, Supplier<Range> value) {
            if (variable != null) {
                definitions.add(new Definition(variable, from, value));
            }
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            var value = variable.getInitializer();
            if (value != null) {
                add(variable, value, () -> of(value));
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
            add(
                    code.declarations().of(assignment.getVariable()),
                    assignment.getExpression(),
                    () -> of(assignment.getExpression()));
            return super.visitAssignment(assignment, null);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree assignment, @Nullable Void none) {
            boolean adds = assignment.getKind() == Kind.PLUS_ASSIGNMENT;
            add(
                    code.declarations().of(assignment.getVariable()),
                    assignment.getExpression(),
                    () -> adds ? of(assignment.getVariable()).plus(of(assignment.getExpression())) : Range.ALL);
            return super.visitCompoundAssignment(assignment, null);
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree unary, @Nullable Void none) {
            double step = switch (unary.getKind()) {
                case PREFIX_INCREMENT, POSTFIX_INCREMENT -> 1;
                case PREFIX_DECREMENT, POSTFIX_DECREMENT -> -1;
                default -> 0;
            };
            if (step != 0) {
                var operand = unary.getExpression();
                add(code.declarations().of(operand), operand, () -> of(operand).plus(Range.of(step)));
            }
            return super.visitUnary(unary, null);
        }
    }
}
