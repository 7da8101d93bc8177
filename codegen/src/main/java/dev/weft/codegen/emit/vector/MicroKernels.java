package dev.weft.codegen.emit.vector;

import dev.weft.codegen.emit.GeneratedSource;
import dev.weft.codegen.schedule.JvmForm;
import java.util.ArrayList;
import java.util.List;

/// The micro-kernels of one width of vectors, and what their classes are called.
public final class MicroKernels {
    private MicroKernels() {}

    /// The class of elementary functions.
    public static String lanes(JvmForm form) {
        return "Lanes" + form.bits();
    }

    /// The class of products with one panel, `product`.
    public static String products(JvmForm form) {
        return "Products" + form.bits();
    }

    /// The class of products with one panel that are added to what is there, `accumulate`.
    public static String accumulations(JvmForm form) {
        return "Accumulations" + form.bits();
    }

    /// The class of products with whole matrices in panels, `multiply`.
    public static String matrices(JvmForm form) {
        return "Matrices" + form.bits();
    }

    /// The class of products with one column for each lane, `multiply`.
    public static String columns(JvmForm form) {
        return "Columns" + form.bits();
    }

    /// The class that makes panels of rows, `turn`, and interleaves them, `interleave`.
    public static String transposes(JvmForm form) {
        return "Transposes" + form.bits();
    }

    /// The class that reads rows of a type, and weighs them.
    public static String rows(JvmForm form, RowType type) {
        return type.prefix() + "Rows" + form.bits();
    }

    /// The class of products of rows with rows of a type, `dots`.
    public static String dots(JvmForm form, RowType type) {
        return type.prefix() + "Dots" + form.bits();
    }

    /// Blocks of rows that meet rows in memory, the largest first: a register for each row and key.
    public static List<Integer> rowBlocks(JvmForm form) {
        return form.rowBlocks().stream().filter(rows -> rows <= 4).toList();
    }

    /// All classes of a form that has vectors.
    public static List<GeneratedSource> sources(JvmForm form) {
        var bits = form.bits() + " bits";
        var sources = new ArrayList<GeneratedSource>();
        sources.add(LibraryClass.source(
                form,
                lanes(form),
                "Functions of vectors of " + bits + " that Java's library lacks, or has in another form.",
                new LaneFunctions(form).methods()));
        var panels = new PanelProducts(form);
        var what = "in vectors of " + bits + ".\n\n" + PanelProducts.CONVENTIONS;
        sources.add(LibraryClass.source(form, products(form), "Products with a panel, " + what, panels.products()));
        sources.add(LibraryClass.source(
                form,
                accumulations(form),
                "Products with a panel that are added to what is there, " + what,
                panels.accumulations()));
        sources.add(LibraryClass.source(
                form, matrices(form), "Products with matrices in panels, " + what, panels.matrices()));
        sources.add(LibraryClass.source(
                form,
                columns(form),
                "Products with interleaved columns, in vectors of " + bits + ".\n\n" + PanelProducts.COLUMNS,
                panels.columns()));
        var transposition = new Transposition(form);
        sources.add(LibraryClass.source(
                form,
                transposes(form),
                "Rows that are transposed, into panels or into lanes, in vectors of " + bits + ".",
                List.of(
                        transposition.turn(),
                        transposition.interleave(),
                        transposition.part(),
                        transposition.square())));
        for (var type : RowType.values()) {
            var rows = new RowProducts(form, type);
            var conventions = " in memory, in vectors of " + bits + ".\n\n" + RowProducts.CONVENTIONS;
            sources.add(LibraryClass.source(
                    form,
                    rows(form, type),
                    "Rows of " + type.title() + conventions,
                    new RowCode(form, type).methods(rows.weigh())));
            sources.add(LibraryClass.source(
                    form, dots(form, type), "Products with rows of " + type.title() + conventions, rows.dots()));
        }
        return sources;
    }
}
