/// One run of a kernel from the command line: the device, the time, the check, the files that it leaves.
///
/// In: a bound kernel and its inputs. Out: outs in files, and a report.
/// Must not know: picocli.
@NullMarked
package dev.weft.cli.run;

import org.jspecify.annotations.NullMarked;
