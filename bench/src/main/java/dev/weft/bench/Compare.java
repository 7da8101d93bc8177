package dev.weft.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The command `compare`: races our kernels and whatever peers there are, prints a table, and writes
/// report files.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Races Weft's kernels and their peers, and checks every output.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all outputs are right",
            "1:an output is wrong, or the race failed",
            "2:the command line is wrong"
        })
public final class Compare implements Callable<Integer> {
    private static final Race QUICK = new Race(Duration.ofSeconds(2), 20);
    private static final Race THOROUGH = new Race(Duration.ofSeconds(6), 40);
    private static final Set<Integer> HEAD_DIMS = Set.of(64, 128);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--no-peers", description = "Race nobody; with the script, download and build none of the peers.")
    private boolean noPeers;

    @Option(names = "--quick", description = "Warm up for a shorter time, and run 20 times instead of 40.")
    private boolean quick;

    @Option(
            names = "--max-n",
            paramLabel = "TOKENS",
            defaultValue = "4096",
            description = {
                "The greatest number of tokens, of 512, 1024, 2048, … Default: 4096",
                "scaling, storage, cost, codes and recurrent layers have sizes of their own, up to 65536, and are cut down where it is given."
            })
    private int maxTokens;

    @Option(
            names = "--case",
            paramLabel = "NAME",
            split = ",",
            description = {
                "Only these: full, causal, window, alibi, softcap, packed, rerope, decode, chunk;",
                "gru, gru-small, gru-diagonal, which are recurrent; scaling, storage, cost, codes among ours alone."
            })
    private List<String> cases = Selection.NAMES;

    @Option(names = "--batch", paramLabel = "COUNT", split = ",", description = "Numbers of sequences. Default: 1")
    private List<Integer> batches = List.of(1);

    @Option(
            names = "--head-dim",
            paramLabel = "SIZE",
            split = ",",
            description = "Sizes of heads, of 64 and 128. Default: 128 for decode and chunk, else 64")
    private List<Integer> headDims = List.of();

    @Option(names = "--threads", paramLabel = "COUNT", description = "Threads of every contestant. Default: all cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where to write report.md, report.json and charts.")
    private Path out = Path.of("");

    Compare() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var selection = selection();
        var engines = new ArrayList<Engine>();
        engines.add(new Weft());
        if (!noPeers) {
            ServiceLoader.load(Engine.class).forEach(engines::add);
        }
        var err = spec.commandLine().getErr();
        var comparison = new Comparison(engines, quick ? QUICK : THOROUGH, threads, line -> {
            err.println(line);
            err.flush();
        });
        var report =
                comparison.run(selection.problems(), selection.lineups(), selection.recurrences(), selection.coded());
        write(report);
        return report.correct() ? 0 : 1;
    }

    private void write(Report report) throws IOException {
        var markdown = MarkdownReport.of(report);
        spec.commandLine().getOut().print(markdown);
        spec.commandLine().getOut().flush();
        if (!out.toString().isEmpty()) {
            Files.createDirectories(out);
            Files.writeString(out.resolve("report.md"), markdown);
            JsonReport.write(report, out.resolve("report.json"));
            Charts.write(report, out);
        }
    }

    /// What the command line asks for.
    Selection selection() {
        check();
        var isCut = spec.commandLine().getParseResult().hasMatchedOption("--max-n");
        return new Selection(cases, maxTokens, isCut ? maxTokens : Lineups.MOST_TOKENS, batches, headDims);
    }

    private void check() {
        for (var name : cases) {
            if (!Selection.NAMES.contains(name)) {
                throw wrong("--case: none is called '%s'; there are %s"
                        .formatted(name, String.join(", ", Selection.NAMES)));
            }
        }
        if (threads < 1) {
            throw wrong("--threads: at least 1, not " + threads);
        }
        if (maxTokens < Lineups.LEAST_TOKENS) {
            throw wrong("--max-n: at least %d, not %d".formatted(Lineups.LEAST_TOKENS, maxTokens));
        }
        for (var batch : batches) {
            if (batch < 1) {
                throw wrong("--batch: at least 1, not " + batch);
            }
        }
        for (var headDim : headDims) {
            if (!HEAD_DIMS.contains(headDim)) {
                throw wrong("--head-dim: 64 or 128, not " + headDim);
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
