/// What editors ask about a spec: what a name is and where it is declared, which names there are, what a
/// file declares.
///
/// In: text, perhaps in the middle of being written, and what checking it found out. Out: entries and
/// spans. Must not know: any protocol or editor; how anything runs.
@NullMarked
package dev.weft.dsl.assist;

import org.jspecify.annotations.NullMarked;
