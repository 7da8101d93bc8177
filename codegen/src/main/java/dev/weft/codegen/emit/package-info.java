/// What every weaver hands over: the text of Java files.
///
/// In: files as JavaPoet builds them. Out: names and text.
/// Must not know: the model, tiles, any device.
@NullMarked
package dev.weft.codegen.emit;

import org.jspecify.annotations.NullMarked;
