/// Generated source text to running classes, in memory; and a cache of such classes on disk.
///
/// In: Java sources, or the key that classes were kept under. Out: a class loader with their classes. Compiling needs a
/// JDK (the module `jdk.compiler`), finding does not. Must not know: how the sources came to be, what the classes do,
/// what a key is made of.
@NullMarked
package dev.weft.runtime.compile;

import org.jspecify.annotations.NullMarked;
