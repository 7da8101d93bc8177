/// What a build has to do, tried in folders of one test.
@NullMarked
package dev.weft.maven.weave;

import org.jspecify.annotations.NullMarked;
