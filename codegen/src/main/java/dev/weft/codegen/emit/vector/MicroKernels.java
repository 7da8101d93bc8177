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

    /// The class of products with matrices in panels.
    public static String products(JvmForm form) {
        return "Products" + form.bits();
    }

    /// The class of what reads rows of a type, and multiplies with them.
    public static String rows(JvmForm form, RowType type) {
        return type.prefix() + form.bits();
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
        var products = new ArrayList<>(new PanelProducts(form).methods());
        products.add(2, new Transposition(form).method());
        sources.add(LibraryClass.source(
                form,
                products(form),
                "Products with matrices in panels, in vectors of " + bits + ".\n\n" + PanelProducts.CONVENTIONS,
                products));
        for (var type : RowType.values()) {
            sources.add(LibraryClass.source(
                    form,
                    rows(form, type),
                    "Rows of " + type.title() + " in memory, read and multiplied in vectors of " + bits + ".\n\n"
                            + RowProducts.CONVENTIONS,
                    new RowCode(form, type).methods()));
        }
        return sources;
    }
}
