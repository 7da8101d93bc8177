/// Recurrences: parts of sequences that are gone over side by side until they agree.
///
/// Begin with [Parts], which decides what is gone over again; [Solution] is what a run reports.
@org.jspecify.annotations.NullMarked
package dev.weft.runtime.scan;
