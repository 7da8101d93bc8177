package dev.weft.dsl.model;

import java.util.List;

/// One attention kernel: three equations over declared tensors, with everything that is known about them.
///
/// For all b in `0 ..< batches`, h in `0 ..< heads`, i in `0 ..< queries` and j in `0 ..< keys`: the pair
/// (i, j) counts where `exists` and `keep` hold, and `score` is evaluated only there.
///
/// @param doc the `///` text, Markdown, without the slashes; may be empty
/// @param dims in declaration order
/// @param arguments tensors and params in declaration order: what a façade's `run` takes
/// @param facts what `where` states
/// @param batches how many values `b` has (an INT term over dims); likewise `heads` and `queries`. A
///     kernel that has no such axis in any out has the constant 1
/// @param keys how many values `j` has: an INT term over dims, params and tables, never of i or j; it may
///     read tables at b and h (a paged cache: `length[b]`)
/// @param exists BOOL over b, h, j: which keys exist; elements of keys and values elsewhere are never
///     read
/// @param keep BOOL over b, h, i, j
/// @param score REAL scalar over b, h, i, j
/// @param outs one equation per out, in declaration order
/// @param source the equations as written, for comments in generated code
public record Attention(
        String name,
        String doc,
        List<Dim> dims,
        List<Argument> arguments,
        List<Fact> facts,
        Term batches,
        Term heads,
        Term queries,
        Term keys,
        Term exists,
        Term keep,
        Term score,
        List<OutEquation> outs,
        Algorithm algorithm,
        Source source)
        implements Kernel {
    public Attention {
        dims = List.copyOf(dims);
        arguments = List.copyOf(arguments);
        facts = List.copyOf(facts);
        outs = List.copyOf(outs);
    }
}
