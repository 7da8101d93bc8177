/// Gathers what the checker has to say, and finds the names that were probably meant.
///
/// In: diagnostics as they are found. Out: a [dev.weft.dsl.diagnostic.Result].
/// Must not know: syntax, model, what is being checked.
@NullMarked
package dev.weft.dsl.check.report;

import org.jspecify.annotations.NullMarked;
