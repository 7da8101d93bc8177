package dev.weft.codegen.emit.tornado.rules;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One look through the methods of a class for what breaks some rules.
abstract class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
    final DeviceCode code;
    private final List<Breach> breaches;
    private String method = "";

    Scan(DeviceCode code, List<Breach> breaches) {
        this.code = code;
        this.breaches = breaches;
    }

    /// Looks through every method for devices.
    void run() {
        code.methods().forEach(this::in);
    }

    final void in(String name, Tree tree) {
        method = name;
        scan(tree, null);
    }

    final void breach(Rule rule, Tree at, String what) {
        breaches.add(new Breach(rule, method, code.line(at), what));
    }
}
