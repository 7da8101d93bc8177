package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import java.util.IdentityHashMap;

/// Remembers where each term was written, so that what is found out later can be said at the right place.
public final class Origins {
    /// The most nodes that a term may have, written out.
    static final int LARGEST = 20_000;

    private static final int MOST_CALLS = 10_000;

    private final IdentityHashMap<Term, Span> spans = new IdentityHashMap<>();
    private final IdentityHashMap<Term, Integer> sizes = new IdentityHashMap<>();
    private int calls = 0;

    /// How large `term` is when everything shared is written out; stops counting above [#LARGEST].
    int size(Term term) {
        var known = sizes.get(term);
        if (known != null) {
            return known;
        }
        int size = 1;
        for (Term child : Terms.children(term)) {
            size = Math.min(LARGEST + 1, size + size(child));
        }
        sizes.put(term, size);
        return size;
    }

    /// Counts one more function written out; false when there were too many.
    boolean mayCall() {
        return ++calls <= MOST_CALLS;
    }

    /// `term` was written at `span`; what was said first stays.
    public void put(Term term, Span span) {
        spans.putIfAbsent(term, span);
    }

    /// Where `term` was written, or else the first thing inside that is known, or else `otherwise`.
    public Span of(Term term, Span otherwise) {
        var known = spans.get(term);
        if (known != null) {
            return known;
        }
        return Terms.find(term, spans::containsKey)
                .map(inside -> spans.getOrDefault(inside, otherwise))
                .orElse(otherwise);
    }
}
