package dev.weft.codegen.lower;

import dev.weft.dsl.model.Algorithm;
import dev.weft.dsl.model.Attention;
import dev.weft.dsl.model.OutEquation;
import dev.weft.dsl.model.Term;
import java.util.List;

/// Attentions that differ from another in some equations.
final class With {
    private With() {}

    /// The same keys, other equations.
    static Attention equations(Attention model, Term keep, Term score, List<OutEquation> outs) {
        return of(model, model.keys(), model.exists(), keep, score, outs, model.algorithm());
    }

    /// Other keys.
    static Attention keys(Attention model, Term keys, Term exists, Term keep, Term score, List<OutEquation> outs) {
        return of(model, keys, exists, keep, score, outs, new Algorithm.Flash());
    }

    private static Attention of(
            Attention model,
            Term keys,
            Term exists,
            Term keep,
            Term score,
            List<OutEquation> outs,
            Algorithm algorithm) {
        return new Attention(
                model.name(),
                model.doc(),
                model.dims(),
                model.arguments(),
                model.facts(),
                model.batches(),
                model.heads(),
                model.queries(),
                keys,
                exists,
                keep,
                score,
                outs,
                algorithm,
                model.source());
    }
}
