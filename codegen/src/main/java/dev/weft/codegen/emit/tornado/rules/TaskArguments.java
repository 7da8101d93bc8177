package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tasks that the host makes of kernels.
final class TaskArguments extends Scan {
    /// `TaskGraph.task` has no form for more.
    private static final int MOST = 20;

    TaskArguments(DeviceCode code, List<Breach> breaches) {
        super(code, breaches);
    }

    @Override
    void run() {
        in("tasks", code.type());
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        var given = call.getArguments();
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("task")
                && given.size() >= 2
                && given.get(1) instanceof MemberReferenceTree kernel) {
            task(kernel, given.size() - 2, call);
        }
        return super.visitMethodInvocation(call, null);
    }

    private void task(MemberReferenceTree reference, int given, Tree at) {
        var kernel = code.methods().get(reference.getName().toString());
        if (kernel == null) {
            breach(Rule.ARGUMENTS, at, "makes a task of " + reference + ", which is no static method of the class");
        } else if (given != kernel.getParameters().size()) {
            breach(
                    Rule.ARGUMENTS,
                    at,
                    "gives %d arguments to %s, which takes %d"
                            .formatted(given, reference, kernel.getParameters().size()));
        }
        if (given > MOST) {
            breach(Rule.ARGUMENTS, at, "gives %d arguments to %s".formatted(given, reference));
        }
    }
}
