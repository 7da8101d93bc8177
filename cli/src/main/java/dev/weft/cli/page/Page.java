package dev.weft.cli.page;

import dev.weft.cli.bind.StackBound;
import dev.weft.cli.console.Failure;
import dev.weft.cli.draw.Svg;
import dev.weft.cli.explain.Cost;
import dev.weft.cli.explain.Entry;
import dev.weft.cli.explain.Explanation;
import dev.weft.cli.explain.MaskTables;
import dev.weft.cli.explain.Schedules;
import dev.weft.cli.explain.StackExplanation;
import dev.weft.cli.plot.LayersPicture;
import dev.weft.cli.plot.RelativePosition;
import dev.weft.cli.plot.RooflinePicture;
import dev.weft.cli.plot.Subject;
import dev.weft.cli.plot.What;
import dev.weft.codegen.Pipeline;
import dev.weft.codegen.Target;
import dev.weft.codegen.UnsupportedTargetException;
import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.Kernel;
import dev.weft.dsl.model.Program;
import dev.weft.dsl.model.Scan;
import dev.weft.dsl.model.Stack;
import dev.weft.dsl.prove.Terms;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One page per spec: what is written, what was derived from it, what it costs, and what was generated.
public final class Page {
    private final Html html;
    private final Program program;

    private Page(Program program, String title) {
        this.program = program;
        html = new Html(title);
    }

    /// A page about all kernels of a file.
    public static String of(Program program) {
        var page = new Page(program, names(program));
        for (var kernel : program.kernels()) {
            page.equations(kernel);
            page.derived(kernel);
        }
        program.stacks().forEach(page::stack);
        page.html.paragraph("", "Sizes give more: `--bind N=4096,…` adds tiles, schedule and cost of one kernel.");
        page.sources();
        return page.text();
    }

    /// A page about one kernel with sizes.
    public static String of(Subject subject, Cost cost) {
        var kernel = subject.bound().kernel();
        var page = new Page(subject.program(), names(subject.program()));
        page.equations(kernel);
        page.derived(kernel);
        switch (kernel) {
            case Attention attention -> {
                var tables = MaskTables.of(attention);
                page.tiles(subject, tables);
                if (tables.isEmpty()) {
                    page.positions(subject, attention);
                }
            }
            case Scan _ -> {}
        }
        page.html.section("Cost");
        page.entries(cost.entries());
        cost.roofline()
                .forEach(roofline -> page.html.picture(Svg.text(RooflinePicture.draw(subject.title(), roofline))));
        page.sources();
        return page.text();
    }

    /// A page about one stack.
    public static String of(Program program, StackBound bound) {
        var page = new Page(program, bound.stack().name());
        page.stack(bound.stack());
        page.html.section("Layers");
        page.html.code(String.join("\n", StackExplanation.bound(bound)));
        page.html.picture(Svg.text(LayersPicture.draw(bound)));
        for (var kernel : program.kernels()) {
            page.equations(kernel);
            page.derived(kernel);
        }
        page.sources();
        return page.text();
    }

    private void stack(Stack stack) {
        html.heading(stack.name());
        Doc.of(stack.doc()).paragraphs().forEach(paragraph -> html.paragraph("about", paragraph));
        entries(StackExplanation.of(program, stack));
    }

    private static String names(Program program) {
        return program.kernels().stream().map(Kernel::name).collect(Collectors.joining(", "));
    }

    private void equations(Kernel kernel) {
        html.heading(kernel.name());
        var doc = Doc.of(kernel.doc());
        doc.paragraphs().forEach(paragraph -> html.paragraph("about", paragraph));
        html.table(doc.params());
        html.section("Equations");
        html.table(Explanation.equations(kernel).stream()
                .map(entry -> new Html.Row(entry.topic(), "= " + entry.text(), true))
                .toList());
    }

    private void derived(Kernel kernel) {
        html.section("Derived");
        entries(Explanation.of(program, kernel));
    }

    /// What goes on from the entry before is a picture of letters, which a page has a better one for.
    private void entries(List<Entry> entries) {
        html.table(entries.stream()
                .filter(entry -> !entry.topic().isEmpty())
                .map(entry -> new Html.Row(entry.topic(), entry.text(), false))
                .toList());
    }

    private void tiles(Subject subject, List<String> tables) {
        html.section("Tiles");
        if (tables.isEmpty()) {
            html.picture(Svg.text(What.MASK.draw(subject)));
        } else {
            html.paragraph(
                    "",
                    "`%s` decides which pairs count. With its numbers `weft plot --what mask --in %s=…` draws them."
                            .formatted(String.join("`, `", tables), tables.getFirst()));
        }
    }

    private void positions(Subject subject, Attention attention) {
        if (RelativePosition.rotations(attention).isEmpty()) {
            return;
        }
        html.section("Positions");
        try {
            if (Terms.reads(RelativePosition.of(attention))) {
                html.paragraph("", "A tensor decides on relative positions: `weft plot --what positions` draws them.");
            } else {
                html.picture(Svg.text(What.POSITIONS.draw(subject)));
            }
        } catch (Failure e) {
            html.paragraph("", String.valueOf(e.getMessage()));
        }
    }

    private void sources() {
        html.section("Sources");
        html.folded("The spec, `%s`".formatted(program.file()), program.texts().getFirst());
        var target = Target.of(Schedules.form());
        woven(target).forEach(this::source);
        try {
            woven(Target.TORNADO).stream()
                    .filter(source -> source.className().endsWith("Tornado"))
                    .forEach(this::source);
        } catch (UnsupportedTargetException e) {
            html.paragraph("", "Nothing for TornadoVM: " + e.getMessage());
        }
    }

    /// What is generated; for a stack its own façade and the kernels that read caches, too.
    private List<GeneratedSource> woven(Target target) {
        return program.stacks().isEmpty() ? Pipeline.plans(program, target) : Pipeline.java(program, Set.of(target));
    }

    private void source(GeneratedSource source) {
        var text = source.text();
        html.folded(
                "`%s`, %d lines of Java".formatted(source.path(), text.lines().count()), text);
    }

    private String text() {
        return html.text(
                "Written by weft explain --html; kernels for this machine's vectors, " + Schedules.form() + ".");
    }
}
