package dev.weft.codegen.emit.jvm;

import com.palantir.javapoet.JavaFile;
import dev.weft.codegen.schedule.JvmForm;
import dev.weft.codegen.tile.StepProgram;
import dev.weft.codegen.tile.TileProgram;
import java.util.List;
import java.util.Set;

/// Weaves tile programs and step programs into Java for the JVM's own cores.
public final class JvmWeaver {
    private JvmWeaver() {}

    /// The kernel classes of a program, one per form: named like the kernel plus [JvmForm#suffix()],
    /// package-private, constructor `(int[] sizes, int workers, Tuning tuning)` with sizes in the
    /// signature's order.
    public static List<JavaFile> weave(TileProgram program, Set<JvmForm> forms) {
        return forms.stream()
                .sorted()
                .map(form -> new KernelClass(program, form).file())
                .toList();
    }

    /// The same of a scan.
    public static List<JavaFile> weave(StepProgram program, Set<JvmForm> forms) {
        return forms.stream()
                .sorted()
                .map(form -> new ScanClass(program, form).file())
                .toList();
    }
}
