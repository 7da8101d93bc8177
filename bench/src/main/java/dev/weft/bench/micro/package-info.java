/// Our kernels alone under JMH, each run in JVMs of its own: what a change of the generator did to one of them.
///
/// Must not know: peers, which [dev.weft.bench.Compare] races.
@NullMarked
package dev.weft.bench.micro;

import org.jspecify.annotations.NullMarked;
