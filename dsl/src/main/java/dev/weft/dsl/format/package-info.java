/// The layout of a spec: one form for all, which changes neither what is said nor a comment.
///
/// In: source text that can be parsed. Out: the same text, laid out anew. Must not know: names, types,
/// the model; how a tree is printed without its comments is the syntax's business.
@NullMarked
package dev.weft.dsl.format;

import org.jspecify.annotations.NullMarked;
