package dev.weft.codegen.emit.jvm;

import dev.weft.codegen.emit.Text;
import dev.weft.codegen.emit.vector.MicroKernels;
import dev.weft.codegen.schedule.Interleaving;
import dev.weft.codegen.tile.ElementType;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;

/// Writes how rows of memory, some steps of each sequence, become vectors of sequences, and vectors rows.
record InterleavedRows(Names names, StepProgram program, InterleavedTiles tiles) {
    /// Steps that a sequence does not have read zeros.
    Text read() {
        var scope = new Scope(names);
        var body = new Text();
        tiles.loads().forEach(load -> read(load.tensor(), load.to(), scope, body));
        for (var tensor : Interleaving.numbers(program)) {
            read(tensor, tiles.number(tensor), scope, body);
        }
        return method(
                "// Reads the inputs of the next `w.count` steps, a row of memory for each sequence, and interleaves them.",
                "readInterleaved",
                scope,
                body);
    }

    private void read(String tensor, Tile to, Scope scope, Text text) {
        var depth = tiles.depth(to);
        var apart = scope.worker("float[]", "apart");
        text.open(InterleavedCode.VECTORS)
                .open("for (int c = 0; c < LANES; c++)")
                .lines(row(depth))
                .line("final int start = c * chunk * " + depth + ";")
                .open("if (known > 0)")
                .line(names.rows(names.tensor(tensor).type()) + ".load(" + scope.tensor(tensor)
                        + ", ((long) w.batches[r] * steps + t) * " + depth + ", " + apart + ", start, known);")
                .close()
                .line("Arrays.fill(" + apart + ", start + known, start + chunk * " + depth + ", 0);")
                .close()
                .line(MicroKernels.transposes(names.form()) + ".interleave(" + apart + ", 0, chunk * " + depth + ", "
                        + scope.worker("float[]", tiles.field(to)) + ", " + tiles.start(to, "v", "0")
                        + " * LANES, w.count * " + depth + ");")
                .close();
    }

    Text write() {
        var scope = new Scope(names);
        var body = new Text();
        for (var store : tiles.stores()) {
            var from = tiles.source(store);
            var depth = tiles.depth(from);
            var apart = scope.worker("float[]", "apart");
            body.open(InterleavedCode.VECTORS)
                    .line(MicroKernels.transposes(names.form()) + ".part("
                            + scope.worker("float[]", tiles.field(from)) + ", " + tiles.start(from, "v", "0")
                            + " * LANES, " + apart + ", 0, chunk * " + depth + ", w.count * " + depth + ");")
                    .open("for (int c = 0; c < LANES; c++)")
                    .lines(row(depth))
                    .open("if (known > 0)")
                    .line("final long to = ((long) w.batches[r] * steps + t) * " + depth + ";")
                    .lines(write(store.tensor(), apart, "c * chunk * " + depth, scope)
                            .toString())
                    .close()
                    .close()
                    .close();
        }
        return method("// Writes what these steps gave.", "writeInterleaved", scope, body);
    }

    private Text write(String tensor, String from, String start, Scope scope) {
        var type = names.tensor(tensor).type();
        var segment = scope.tensor(tensor);
        if (type == ElementType.F32) {
            return new Text()
                    .line(names.rows(type) + ".store(" + from + ", " + start + ", " + segment + ", to, known);");
        }
        return new Text()
                .open("for (int q = 0; q < known; q++)")
                .line(Storage.write(type, segment, "to + q", from + "[" + start + " + q]"))
                .close();
    }

    /// Which row lane `c` has, which steps these are, and how many numbers of them there are.
    private static String row(String depth) {
        return new Text()
                .line("final int r = v * LANES + c;")
                .line("final int t = r < w.rows ? w.firsts[r] + w.done : steps;")
                .line("final int known = Math.clamp(steps - t, 0, w.count) * " + depth + ";")
                .toString();
    }

    private static Text method(String comment, String name, Scope scope, Text body) {
        return new Text()
                .line(comment)
                .open("private void " + name + "(JvmArguments arguments, Shared shared, Worker w)")
                .lines(scope.prologue())
                .lines(body.toString())
                .close();
    }
}
