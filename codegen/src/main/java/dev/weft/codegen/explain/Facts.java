package dev.weft.codegen.explain;

import dev.weft.codegen.schedule.FoldStep;
import dev.weft.codegen.tile.Far;
import dev.weft.codegen.tile.Op;
import dev.weft.codegen.tile.Span;
import dev.weft.codegen.tile.Tile;
import dev.weft.codegen.tile.TileOp;
import dev.weft.codegen.tile.TilePrinter;
import dev.weft.codegen.tile.TileProgram;
import dev.weft.codegen.tile.Truths;
import dev.weft.codegen.tile.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What holds for every size: loop bounds, tile classes, rotations, score forms, empty rows.
public final class Facts {
    private final List<Fact> facts = new ArrayList<>();

    private Facts() {}

    /// The facts of a program, in the order in which a reader asks for them.
    public static List<Fact> of(TileProgram program) {
        var facts = new Facts();
        facts.groups(program);
        facts.codes(program);
        var loops = loops(program);
        loops.stream().filter(Facts::tokens).forEach(loop -> facts.bounds(program, loop));
        facts.rotations(program, loops);
        loops.forEach(facts::forms);
        facts.emptyRows(program, loops);
        return List.copyOf(facts.facts);
    }

    static List<TileOp.Loop> loops(TileProgram program) {
        return program.operations().stream()
                .filter(TileOp.Loop.class::isInstance)
                .map(TileOp.Loop.class::cast)
                .toList();
    }

    private void add(String topic, String text) {
        facts.add(new Fact(topic, text));
    }

    private void groups(TileProgram program) {
        var group = TilePrinter.print(program.group());
        add(
                "rows",
                group.equals("1")
                        ? "every head has keys of its own: a tile holds the queries of one head"
                        : "%s neighbouring heads read the same keys: a tile holds their queries together, and each key is read once for all"
                                .formatted(group));
    }

    private static boolean tokens(TileOp.Loop loop) {
        return loop.over() == TileOp.Source.TOKENS;
    }

    private void codes(TileProgram program) {
        for (var assign : program.assigned()) {
            add(
                    "code",
                    "%s: the nearest of %s rows of %s, found once per key"
                            .formatted(assign.table(), TilePrinter.print(assign.count()), assign.codebook()));
        }
        if (program.far() instanceof Far.Folded folded) {
            var count = TilePrinter.print(folded.count());
            for (var stretch : folded.stretches()) {
                add(
                        "far",
                        "keys %s differ by %s alone: they fold, %d at a time, and are visited no more"
                                .formatted(TilePrinter.print(stretch), folded.codes(), folded.block()));
                if (!Truths.isTrue(stretch.folds())) {
                    add("folded", "those of them where " + TilePrinter.print(stretch.folds()));
                }
            }
            if (!folded.labels().isEmpty()) {
                var labels = folded.labels().stream().map(TilePrinter::print).collect(Collectors.joining(", "));
                add(
                        "reset",
                        "the state begins anew where %s changes; a tile whose rows have several visits their keys one by one"
                                .formatted(labels));
            }
            boolean both = folded.stretches().size() > 1;
            add(
                    "state",
                    "%s counts and %s, for each head that has keys of its own%s"
                            .formatted(
                                    count,
                                    folded.stretches().getFirst().means().stream()
                                            .map(mean -> count + " means of " + size(mean.value()) + " numbers")
                                            .collect(Collectors.joining(", ")),
                                    both ? ": once of what is folded before a query, once of what is after it" : ""));
            if (both) {
                add("sides", "both meet where rows meet codes: counts add up, means are weighed by them");
            }
            var whose = folded.labels().isEmpty()
                    ? ""
                    : "; each is of one query's labels, and a tile of rows with others visits its keys one by one";
            add(
                    "device",
                    "one such state%s after every %s keys: about as many means as there are values%s"
                            .formatted(both ? " of each side" : "", TilePrinter.print(FoldStep.of(folded)), whose));
            add(
                    "cost",
                    "a query meets %s codes, whose scores have log %s added, and its near keys: linear in the number of keys"
                            .formatted(
                                    count,
                                    folded.stretches().stream()
                                            .map(Far.Stretch::counts)
                                            .collect(Collectors.joining(" + "))));
        }
    }

    private static String size(Tile tile) {
        return tile.columns() instanceof Span.Features(Value size) ? TilePrinter.print(size) : "1";
    }

    private void bounds(TileProgram program, TileOp.Loop loop) {
        add(
                "keys",
                loop.ranges().stream().map(TilePrinter::print).collect(Collectors.joining(" ∪ "))
                        + (program.far() instanceof Far.Folded ? " without those that have been folded," : "")
                        + " per tile of rows, in closed form from `keep`");
        add(
                "visited",
                isTrue(loop.may()) ? "every tile of keys in that range" : "where " + TilePrinter.print(loop.may()));
        var full = Masks.full(loop);
        add(
                "full",
                isTrue(full)
                        ? "every visited tile: no mask code runs"
                        : "without mask code where " + TilePrinter.print(full));
        if (!loop.staged().isEmpty()) {
            add(
                    "staged",
                    loop.staged().stream().map(Facts::target).collect(Collectors.joining(", "))
                            + ": computed once per key, not once per pair");
        }
    }

    private static boolean isTrue(Value value) {
        return value instanceof Value.Literal(var _, double truth) && truth != 0;
    }

    private static String target(TileOp operation) {
        return switch (operation) {
            case TileOp.Load(var to, var tensor, var _, var _) -> to.name() + " (load " + tensor + ")";
            case TileOp.Transform(var to, var matrix, var _, var of) ->
                to.name() + " (" + matrix + " @ " + of.name() + ")";
            case TileOp.Map(var to, var _) -> to.name() + " (computed)";
            case TileOp.Rotate(var to, var of, var _, var _) -> to.name() + " (rotate " + of.name() + ")";
            case TileOp.RowReduce(var to, var _, var _, var _) -> to.name() + " (reduced)";
            case TileOp.Dot(var to, var _, var _, var _) -> to.name() + " (product)";
            case TileOp.Loop _, TileOp.When _, TileOp.Store _ -> "";
        };
    }

    private void rotations(TileProgram program, List<TileOp.Loop> loops) {
        rotations(program.operations(), "once per row, before the loop over the keys");
        loops.forEach(loop -> rotations(loop.staged(), "once per key"));
        loops.forEach(loop -> rotations(loop.body(), "per tile: its position depends on row and key"));
    }

    private void rotations(List<TileOp> operations, String when) {
        for (var operation : operations) {
            if (operation instanceof TileOp.Rotate(var to, var of, var position, var _)) {
                add(
                        "rotation",
                        "%s turns %s by %s %s".formatted(to.name(), of.name(), TilePrinter.print(position), when));
            }
        }
    }

    private void forms(TileOp.Loop loop) {
        for (var operation : loop.body()) {
            if (operation instanceof TileOp.When(var near, var then, var otherwise)
                    && !then.isEmpty()
                    && !otherwise.isEmpty()) {
                add("forms", "`score` has two forms: the first alone where " + TilePrinter.print(near));
                for (var rest : otherwise) {
                    if (rest instanceof TileOp.When(var far, var _, var _)) {
                        add(
                                "forms",
                                "the second alone where " + TilePrinter.print(far) + "; both only in tiles between");
                    }
                }
            }
        }
    }

    private void emptyRows(TileProgram program, List<TileOp.Loop> loops) {
        boolean guarded = program.operations().stream().anyMatch(Facts::guards)
                || loops.stream().flatMap(loop -> loop.body().stream()).anyMatch(Facts::guards);
        add(
                "empty",
                guarded
                        ? "a row may keep no key: it gives 0, and a guard is kept for it"
                        : "every row keeps a key, or none can divide by zero: no guard");
    }

    private static boolean guards(TileOp operation) {
        return switch (operation) {
            case TileOp.Store(var _, var _, Value value, var _) -> guards(value);
            case TileOp.Map(var _, Value value) -> guards(value);
            case TileOp.Load _, TileOp.Transform _, TileOp.Rotate _, TileOp.RowReduce _ -> false;
            case TileOp.Dot _, TileOp.Loop _, TileOp.When _ -> false;
        };
    }

    /// `if l == 0 …` and `if max == -inf …`: what lowering leaves out where it can prove that every row
    /// keeps a key.
    private static boolean guards(Value value) {
        return value instanceof Value.Choose(var _, Value.Apply(var _, Op op, var operands), var _, var _)
                && op == Op.EQUAL
                && operands.getLast() instanceof Value.Literal;
    }
}
