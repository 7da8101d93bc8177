/// Generated sources on disk.
///
/// In: sources, and the folder that they go to. Out: files, each replaced as a whole and only if its text changes, and
/// the answer whether a file is one of ours. Whoever writes sources, the command line or a build, does it here.
/// Must not know: specs, how sources come about.
@NullMarked
package dev.weft.codegen.folder;

import org.jspecify.annotations.NullMarked;
