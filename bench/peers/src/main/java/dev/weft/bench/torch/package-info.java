/// PyTorch's attention on the CPU, through `org.bytedeco:pytorch`.
///
/// In: a problem and its inputs. Out: contestants. The only room that knows torch and OpenBLAS.
@NullMarked
package dev.weft.bench.torch;

import org.jspecify.annotations.NullMarked;
