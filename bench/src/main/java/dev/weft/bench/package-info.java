/// Generated kernels beside other implementations of the same attention: raced in one process, checked, reported.
///
/// In: the kernels' façades, and whichever [Engine]s are on the class path. Out: a table, numbers as JSON. Must not
/// know: any peer by name; how kernels are generated.
@NullMarked
package dev.weft.bench;

import org.jspecify.annotations.NullMarked;
