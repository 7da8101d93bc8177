/// How long it takes from the text of a spec to its first results: in fresh processes, from the cache, and in a process
/// that has compiled before.
///
/// Must not know: the comparison, which times kernels that are ready.
@NullMarked
package dev.weft.bench.startup;

import org.jspecify.annotations.NullMarked;
