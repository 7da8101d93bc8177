package dev.weft.cli;

import dev.weft.cli.console.Console;
import dev.weft.cli.run.DeviceChoice;
import dev.weft.cli.run.Quantity;
import dev.weft.runtime.Device;
import dev.weft.runtime.JvmSupport;
import dev.weft.runtime.vector.MachinePeak;
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
        out.println("tornado      no   not supported yet: " + DeviceChoice.NO_TORNADO);
        out.println("emulator     no   not supported yet: " + DeviceChoice.NO_EMULATOR);
        return 0;
    }
}
