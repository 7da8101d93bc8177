package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import java.util.ArrayList;
import java.util.List;

/// The methods that a pass leaves keys to which do not fill a vector.
final class Tails {
    private final String pass;
    private final List<Text> methods = new ArrayList<>();

    /// @param pass the name of the pass
    Tails(String pass) {
        this.pass = pass;
    }

    /// Adds a method; gives its name.
    String add(Scope scope, Text body) {
        var name = pass + "Tail" + methods.size();
        methods.add(new Text()
                .line("// Row by row: the keys of `" + pass + "` that do not fill a vector.")
                .open("private void " + name + "(JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close());
        return name;
    }

    List<Text> methods() {
        return methods;
    }
}
