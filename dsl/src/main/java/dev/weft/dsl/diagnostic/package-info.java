/// What we say to the person who wrote a spec: one record, one renderer, one index of codes.
///
/// In: labelled spans of source text. Out: the text a person reads, on the command line, in Maven and in tests alike.
/// Must not know: grammar, model, or how anything runs.
@NullMarked
package dev.weft.dsl.diagnostic;

import org.jspecify.annotations.NullMarked;
