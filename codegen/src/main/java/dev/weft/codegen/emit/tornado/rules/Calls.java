package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a kernel calls, and what it reads that is not its own.
final class Calls extends Scan {
    private static final Set<String> OF_ARRAYS = Set.of("get", "set");
    private static final Set<String> OF_CONTEXTS = Set.of(
            "localBarrier",
            "globalBarrier",
            "allocateIntLocalArray",
            "allocateLongLocalArray",
            "allocateFloatLocalArray",
            "allocateDoubleLocalArray");
    private static final Set<String> BOXES = Set.of("Float", "Double");
    private static final Set<String> CONSTANTS = Set.of("POSITIVE_INFINITY", "NEGATIVE_INFINITY", "NaN");

    private final Set<String> copied = new HashSet<>();
    private final Set<Tree> initialisers = new HashSet<>();

    Calls(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        copied.clear();
        var name = method.getName().toString();
        if (reached(method, new LinkedHashSet<>()).contains(name)) {
            breach(Rule.RECURSION, method, name + " calls itself");
        }
        return scan(method.getBody(), null);
    }

    /// The methods of the class that a method calls, directly or not.
    private Set<String> reached(MethodTree method, Set<String> reached) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
                var name = call.getMethodSelect().toString();
                var called = code.methods().get(name.substring(name.lastIndexOf('.') + 1));
                if (called != null && reached.add(called.getName().toString())) {
                    reached(called, reached);
                }
                return super.visitMethodInvocation(call, null);
            }
        }.scan(method.getBody(), null);
        return reached;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        if (!isAllowed(call)) {
            breach(Rule.CALL, call, "calls " + call.getMethodSelect());
        }
        return scan(call.getArguments(), null);
    }

    /// That there are objects is told elsewhere.
    @Override
    public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void none) {
        return scan(made.getArguments(), null);
    }

    private boolean isAllowed(MethodInvocationTree call) {
        var select = call.getMethodSelect();
        if (select instanceof IdentifierTree own) {
            return code.methods().containsKey(own.getName().toString());
        }
        if (!(select instanceof MemberSelectTree member)) {
            return false;
        }
        var name = member.getIdentifier().toString();
        var on = code.declarations().of(member.getExpression());
        if (on == null) {
            return member.getExpression().toString().equals("TornadoMath");
        }
        var type = Declarations.type(on);
        return type.equals("KernelContext")
                ? OF_CONTEXTS.contains(name)
                : type.endsWith("Array") && OF_ARRAYS.contains(name);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        if (variable.getInitializer() != null && Declarations.type(variable).equals("int")) {
            initialisers.add(variable.getInitializer());
        }
        return scan(variable.getInitializer(), null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree member, @Nullable Void none) {
        var on = code.declarations().of(member.getExpression());
        var name = member.getIdentifier().toString();
        if (on != null && Declarations.type(on).equals("KernelContext")) {
            if (!initialisers.contains(member) || !copied.add(name)) {
                breach(Rule.CONTEXT, member, "computes with " + member + ", or reads it again");
            }
        } else if (on == null
                && !(CONSTANTS.contains(name)
                        && BOXES.contains(member.getExpression().toString()))) {
            breach(Rule.FIELD, member, "reads " + member);
        }
        return null;
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
        var variable = code.declarations().of(identifier);
        if (variable == null) {
            breach(Rule.FIELD, identifier, "reads " + identifier + ", which is neither its argument nor its variable");
        } else if (Declarations.type(variable).endsWith("Array")
                || Declarations.type(variable).equals("KernelContext")) {
            breach(Rule.ARRAY_USE, identifier, "passes " + identifier + " on");
        }
        return null;
    }
}
