/// Generated source text to running classes, in memory.
///
/// In: Java sources. Out: a class loader with their classes. Needs a JDK (the module
/// `jdk.compiler`). Must not know: how the sources came to be, what the classes do.
@NullMarked
package dev.weft.runtime.compile;

import org.jspecify.annotations.NullMarked;
