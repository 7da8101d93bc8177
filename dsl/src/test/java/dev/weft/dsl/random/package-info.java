/// Random legal specs, of attentions and scans, for the tests of every module that reads, runs or compiles
/// one.
///
/// In: a seed. Out: a [RandomCase]: the text, the sizes and params to bind, and input tensors that are
/// legal for it. The same seed gives the same case. Must not know: how anything runs.
@NullMarked
package dev.weft.dsl.random;

import org.jspecify.annotations.NullMarked;
