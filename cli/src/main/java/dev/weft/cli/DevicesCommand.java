package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.run.DeviceChoice;
import dev.weft.cli.run.Quantity;
import dev.weft.runtime.Device;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.tornado.TornadoFailure;
import dev.weft.runtime.tornado.TornadoTargets;
import dev.weft.runtime.vector.MachinePeak;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `weft devices`
@Command(name = "devices", description = "Says what can run here, and why the others cannot.")
final class DevicesCommand implements Callable<Integer> {
    private final Console console;

    DevicesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int threads = Runtime.getRuntime().availableProcessors();
        var support = JvmSupport.detected();
        console.progress("weft: measuring this machine");
        var flops = Quantity.of(MachinePeak.flops(threads), "FLOP/s");
        var bytes = Quantity.of(MachinePeak.readBytes(threads), "B/s");
        console.clear();
        var out = console.out();
        out.println("jvm          yes  " + Device.jvm().describe() + ": " + support.why());
        if (!support.warning().isEmpty()) {
            out.println("                  " + support.warning());
        }
        out.println("                  measured: FMA peak " + flops + ", memory reads " + bytes);
        out.println("interpreter  yes  the equations in double precision, slow; what --verify compares with");
        tornado(out);
        return 0;
    }

    /// TornadoVM's devices, or the emulator: only one of them can be in a process.
    private static void tornado(PrintStream out) {
        boolean emulated = !TornadoTargets.started();
        var name = emulated ? "emulator" : "tornado";
        if (emulated) {
            out.println("tornado      no   " + DeviceChoice.NO_TORNADO);
        }
        try {
            for (var target : TornadoTargets.all()) {
                out.println(String.format(Locale.ROOT, "%-13s%s", name, "yes  " + target.describe()));
                out.println("                  " + target.limits());
            }
        } catch (TornadoFailure e) {
            out.println(String.format(Locale.ROOT, "%-13s%s", name, "no   " + e.getMessage()));
        }
        if (!emulated) {
            out.println("emulator     no   this JVM was started with TornadoVM itself");
        }
    }
}
