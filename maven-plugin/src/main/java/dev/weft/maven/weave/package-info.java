/// The work of the plugin, without Maven: which specs there are, whether anything changed since the last build, what
/// must be written and what must go.
///
/// In: a [dev.weft.maven.weave.Job] and the [dev.weft.maven.weave.State] that the last build left. Out: an
/// [dev.weft.maven.weave.Outcome], which says what would happen; deciding changes nothing on disk.
/// Must not know: Maven, how a spec is checked or woven.
@NullMarked
package dev.weft.maven.weave;

import org.jspecify.annotations.NullMarked;
