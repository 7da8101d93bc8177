package dev.weft.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/// The standard error that the launcher set aside.
///
/// The JVM prints "Using incubator modules" to standard error before `main`, and no flag stops it. The launcher
/// therefore starts the JVM with standard error closed off, keeps the real one as another descriptor, and names that
/// descriptor in `weft.stderr`. Without the property nothing changes.
final class LauncherStderr {
    private LauncherStderr() {}

    static void adopt() {
        Integer number = Integer.getInteger("weft.stderr");
        if (number == null) {
            return;
        }
        try {
            // Opening /dev/fd/N instead would fail for sockets; the launcher opens java.io for this one constructor.
            var constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            var stream = new FileOutputStream(constructor.newInstance(number));
            var encoding = System.getProperty(
                    "stderr.encoding", Charset.defaultCharset().name());
            System.setErr(new PrintStream(stream, true, Charset.forName(encoding)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.out.println("weft: cannot reach standard error, messages may be lost: " + e);
        }
    }
}
