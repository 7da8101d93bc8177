/// The rules that keep a kernel inside the part of Java which TornadoVM translates rightly, checked on the text that
/// was woven.
///
/// In: a generated source. Out: nothing, or what breaks which rule, and where.
/// Must not know: tiles, the weaver, TornadoVM; it reads Java with the JDK's parser, and names by their meaning in
/// kernels.
@NullMarked
package dev.weft.codegen.emit.tornado.rules;

import org.jspecify.annotations.NullMarked;
