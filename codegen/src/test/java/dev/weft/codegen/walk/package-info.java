/// The whole walk: text, model, tile program, Java, numbers, which are compared with the interpreter's.
///
/// In: random specs and written ones. Must not know: how a pass does its work.
@NullMarked
package dev.weft.codegen.walk;

import org.jspecify.annotations.NullMarked;
