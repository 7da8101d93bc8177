package dev.weft.dsl.check.types;

import dev.weft.dsl.diagnostic.Span;
import dev.weft.dsl.model.Term;
import dev.weft.dsl.prove.Terms;
import java.util.IdentityHashMap;

/// Remembers where each term was written, so that what is found out later can be said at the right place.
public final class Origins {
    private final IdentityHashMap<Term, Span> spans = new IdentityHashMap<>();

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
