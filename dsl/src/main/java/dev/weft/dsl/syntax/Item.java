package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Span;
import java.util.List;

/// A line of a signature or kernel. Lists of at most one element stand for clauses that may be absent.
public sealed interface Item {
    Span span();

    /// `dim B, H` (no values: symbolic), `dim D = 64` (one value), `dim D in {64, 128}` (`specialised`).
    record DimItem(Span span, List<Name> names, List<Expr> values, boolean specialised) implements Item {
        public DimItem {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }
    }

    /// `where H mod G == 0 and N <= M`
    record WhereItem(Span span, Expr condition) implements Item {}

    /// `query q : f32[B, H, N, D] at [b, h, i] for i < n from x0`; without brackets after the dtype `sizes` is
    /// empty.
    record TensorItem(
            Span span,
            String doc,
            Role role,
            List<Name> names,
            Name dtype,
            List<Expr> sizes,
            List<At> at,
            List<Expr> existence,
            List<Name> from)
            implements Item {
        public TensorItem {
            names = List.copyOf(names);
            sizes = List.copyOf(sizes);
            at = List.copyOf(at);
            existence = List.copyOf(existence);
            from = List.copyOf(from);
        }
    }

    /// `param w, T : i32`
    record ParamItem(Span span, String doc, List<Name> names, Name dtype) implements Item {
        public ParamItem {
            names = List.copyOf(names);
        }
    }

    /// `const cap = 50.0`
    record ConstItem(Span span, Name name, Expr value) implements Item {}

    /// `let t = i + M - N`
    record LetItem(Span span, Name name, Expr value) implements Item {}

    /// `score = …`, `keep = …`, `o = …`; in a scan also `h[t] = …` (then `at` holds the indices).
    record EquationItem(Span span, Name name, List<Expr> at, Expr value) implements Item {
        public EquationItem {
            at = List.copyOf(at);
        }
    }

    /// `by flash(block = 64)`
    record ByItem(Span span, Name algorithm, List<Argument> arguments) implements Item {
        public ByItem {
            arguments = List.copyOf(arguments);
        }
    }

    /// `grad q, k, v`
    record GradItem(Span span, List<Name> names) implements Item {
        public GradItem {
            names = List.copyOf(names);
        }
    }

    /// `layer l in 1 ..< L + 1 where l mod 6 == 0 : Full(T = T)`; `layer L : …` has the same `first` and `last` and
    /// is not half-open.
    ///
    /// @param index what the number of a layer is called; one or none
    /// @param condition which of the layers are meant; one or none
    record LayerItem(
            Span span,
            List<Name> index,
            Expr first,
            Expr last,
            boolean halfOpen,
            List<Expr> condition,
            Name kernel,
            List<Argument> arguments)
            implements Item {
        public LayerItem {
            index = List.copyOf(index);
            condition = List.copyOf(condition);
            arguments = List.copyOf(arguments);
        }
    }

    /// `at [b, h, j]`: one index for every axis but the vector's.
    record At(Span span, List<Expr> indices) {
        public At {
            indices = List.copyOf(indices);
        }
    }
}
