/// What `weft explain --html` writes: one page about a kernel that needs nothing beside itself.
///
/// In: a checked kernel, what was derived from it, sizes if they are bound. Out: the text of an HTML file, which is
/// well-formed XML too and names no other resource. Must not know: the command line.
@NullMarked
package dev.weft.cli.page;

import org.jspecify.annotations.NullMarked;
