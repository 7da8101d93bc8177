package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import java.util.ArrayList;
import java.util.List;

/// The methods of a pass that go over keys. Each loop has one to itself: in a method with several C2 comes to where it
/// inlines no more, and then allocates every vector.
final class KeyMethods {
    private final String pass;
    private final List<Text> methods = new ArrayList<>();

    /// @param pass the name of the pass
    KeyMethods(String pass) {
        this.pass = pass;
    }

    /// Adds a method; gives its name.
    String add(String title, String suffix, Scope scope, Text body) {
        var name = pass + suffix + methods.size();
        methods.add(new Text()
                .line("// Row by row: " + title + ".")
                .open("private void " + name + "(JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .line("final int to = w.to;")
                .lines(body.toString())
                .close());
        return name;
    }

    List<Text> methods() {
        return methods;
    }
}
