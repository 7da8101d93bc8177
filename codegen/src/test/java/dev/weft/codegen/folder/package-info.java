/// Generated sources on disk.
@NullMarked
package dev.weft.codegen.folder;

import org.jspecify.annotations.NullMarked;
