package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Rotations;
import dev.weft.codegen.tile.Axis;
import java.util.ArrayList;
import java.util.List;

/// Writes the tables of cosines and sines, and the factors of angles.
final class TableCode {
    private final Names names;
    private final Rotations rotations;

    TableCode(Names names, Rotations rotations) {
        this.names = names;
        this.rotations = rotations;
    }

    List<Text> methods() {
        var methods = new ArrayList<Text>();
        for (var table : rotations.tables()) {
            methods.add(theta(table));
            if (table.tabled()) {
                methods.add(turns(table));
            }
        }
        return methods;
    }

    private Text theta(Rotations.Table table) {
        var n = table.number();
        var scope = new Scope(names);
        var body = new Text().open("for (int m = 0; m < pairs" + n + "; m++)");
        var theta = new ScalarCode(names, scope, true)
                .code(table.rotate().rotation().theta(), Point.uniform().withPair("m"), body);
        body.line("w.theta" + n + "[m] = " + theta + ";").close();
        return new Text()
                .line("// The angle by which pair m turns per position.")
                .open("private void theta" + n + "(JvmArguments arguments, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }

    private Text turns(Rotations.Table table) {
        var n = table.number();
        var scope = new Scope(names);
        var real = names.real();
        var body = new Text()
                .line("theta" + n + "(arguments, w);")
                .line("final int pairs = pairs" + n + ";")
                .line("final int last = Math.min(" + table.lines() + ", (task + 1) * 256);")
                .open("for (int line = task * 256; line < last; line++)");
        var position = new ScalarCode(names, scope, true)
                .code(
                        table.position(),
                        Point.uniform().withAxis(Axis.QUERY, "line").withAxis(Axis.KEY, "line"),
                        body);
        body.line("final double position = " + position + ";")
                .open("for (int m = 0; m < pairs; m++)")
                .line("final double angle = position * w.theta" + n + "[m];")
                .line("shared.cos" + n + "[line * pairs + m] = (" + real + ") Math.cos(angle);")
                .line("shared.sin" + n + "[line * pairs + m] = (" + real + ") Math.sin(angle);")
                .close()
                .close()
                .line(LapCode.tables());
        return new Text()
                .line("// Cosines and sines of the rotation of "
                        + table.rotate().of().name() + ", line by line.")
                .open("private void turns" + n + "(int task, JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }
}
