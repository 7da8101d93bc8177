package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.ClassName;
import dev.weft.codegen.emit.Text;
import dev.weft.codegen.schedule.Interleaving;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes how a worker goes along numbers that are each a recurrence of their own, in rows of neighbours.
/// Inputs pass through the nearest cache on their way in, and states on their way out: step by step, as
/// there is nothing that many steps at once would make cheaper.
/// See [dev.weft.codegen.schedule.Streams] for the scans that this does.
final class StreamWay implements ScanWay {
    private final Names names;
    private final StepProgram program;
    private final StreamCode code;

    StreamWay(Names names, StepProgram program) {
        this.names = names;
        this.program = program;
        this.code = new StreamCode(names, program);
    }

    @Override
    public ClassName solver() {
        return ClassName.get("dev.weft.runtime.scan", "Parts");
    }

    @Override
    public String make(String width) {
        return PartsWay.make(program.solving(), width);
    }

    @Override
    public List<StageList.Stage> stages() {
        return List.of(
                new StageList.Stage("Math.ceilDiv(batches * parts, rowTile)", "solve", false),
                new StageList.Stage("batches", "finish", false));
    }

    @Override
    public Text next() {
        return PartsWay.turns();
    }

    @Override
    public Map<Tile, String> tiles() {
        return code.tiles();
    }

    @Override
    public List<String> places() {
        return isInterleaved() ? List.of("rows", "done", "count") : List.of("rows");
    }

    @Override
    public List<String> rowPlaces() {
        return List.of("batches", "firsts");
    }

    @Override
    public List<Text> methods() {
        var edges = PartEdges.ofRows(names, program);
        var all = new ArrayList<>(
                List.of(PartsWay.solve(isInterleaved()), PartsWay.finish(), along(), edges.begin(), code.steps()));
        all.addAll(code.step());
        all.addAll(List.of(edges.passed(), edges.end()));
        if (isInterleaved()) {
            all.addAll(new InterleavedCode(names, program).methods());
        }
        return all;
    }

    private boolean isInterleaved() {
        return Interleaving.has(program, names.form());
    }

    @Override
    public Map<String, String> arrays() {
        return isInterleaved() ? new InterleavedTiles(names, program).arrays() : Map.of();
    }

    private static Text along() {
        return PartsWay.toParts()
                .open("for (int done = 0; done < most; done += chunk)")
                .line("steps(done, Math.min(done + chunk, most), arguments, shared, w);")
                .line(LapCode.steps())
                .open("if (parts > 1 && passed(first, done / chunk, shared, w))")
                .line("return;")
                .close()
                .close()
                .line("end(first, shared, w);")
                .close();
    }
}
