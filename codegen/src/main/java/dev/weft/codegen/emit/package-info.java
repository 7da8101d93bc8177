/// What all weavers share: lines of Java while they are written, and the text of files that is handed over.
///
/// In: lines, files as JavaPoet builds them. Out: names and text.
/// Must not know: the model, tiles; devices only as the class names that emitted text imports.
@NullMarked
package dev.weft.codegen.emit;

import org.jspecify.annotations.NullMarked;
