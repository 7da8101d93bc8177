/// Whom the plugin may know.
@NullMarked
package dev.weft.maven;

import org.jspecify.annotations.NullMarked;
