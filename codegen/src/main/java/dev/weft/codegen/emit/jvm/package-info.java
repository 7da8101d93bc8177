/// Weaves tile programs into Java for the JVM's own cores: Vector API code of three widths, and plain loops.
///
/// In: a tile program. Out: one source file per form, each a kernel that `dev.weft.runtime` plans and runs.
/// Two ways through a kernel: many rows meet keys that are packed for them, few rows ([FewRows]) meet keys as they lie.
/// Must not know: the model, any other device; `dev.weft.runtime` and the Vector API only by name.
@NullMarked
package dev.weft.codegen.emit.jvm;

import org.jspecify.annotations.NullMarked;
