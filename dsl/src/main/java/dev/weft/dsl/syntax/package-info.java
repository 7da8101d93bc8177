/// The tree as written: what the letters say, before anybody asks what they mean.
///
/// In: source text. Out: a [SpecFile], or diagnostics in our own words. ANTLR lives here and nowhere else.
/// Must not know: names, types, sizes, the model.
@NullMarked
package dev.weft.dsl.syntax;

import org.jspecify.annotations.NullMarked;
