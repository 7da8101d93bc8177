/// The Maven plugin: goals that turn a project's `.weft` specs into Java sources.
///
/// In: what the build's pom says. Out: sources, source roots and resources of the project, and messages as builds tell
/// them. The goals are thin; [dev.weft.maven.weave] does the work. Their documentation is written in the old style of
/// comments, since that is where the plugin's descriptor and its `help` come from. Must not know: runtime, TornadoVM,
/// how a spec is checked or woven.
@NullMarked
package dev.weft.maven;

import org.jspecify.annotations.NullMarked;
