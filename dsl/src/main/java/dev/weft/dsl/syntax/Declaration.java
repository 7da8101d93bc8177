package dev.weft.dsl.syntax;

import dev.weft.dsl.diagnostic.Span;
import java.util.List;

/// A top-level declaration.
public sealed interface Declaration {
    Span span();

    Name name();

    /// `fn f(x, y) = body`
    record Function(Span span, String doc, Name name, List<Name> parameters, Expr body) implements Declaration {
        public Function {
            parameters = List.copyOf(parameters);
        }
    }

    /// `signature S { … }`: items that kernels take over.
    record Signature(Span span, String doc, Name name, List<Name> parents, List<Item> items) implements Declaration {
        public Signature {
            parents = List.copyOf(parents);
            items = List.copyOf(items);
        }
    }

    /// `attention`, `scan` or `stack`, with the signatures it takes over.
    record Kernel(Span span, String doc, KernelKind kind, Name name, List<Name> parents, List<Item> items)
            implements Declaration {
        public Kernel {
            parents = List.copyOf(parents);
            items = List.copyOf(items);
        }
    }
}
