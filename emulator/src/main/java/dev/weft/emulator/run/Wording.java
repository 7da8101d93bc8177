package dev.weft.emulator.run;

import dev.weft.emulator.KernelFault;
import dev.weft.emulator.KernelFault.Kind;
import dev.weft.emulator.kernel.Kernel;
import dev.weft.emulator.memory.Cells;
import dev.weft.emulator.memory.Memory;
import dev.weft.emulator.memory.Watch;
import java.util.Arrays;
import java.util.Map;

/// How the faults of a launch read.
final class Wording {
    private final Kernel kernel;
    private final Map<Watch, String> buffers;

    Wording(Kernel kernel, Map<Watch, String> buffers) {
        this.kernel = kernel;
        this.buffers = buffers;
    }

    KernelFault outOfBounds(Memory memory, int index, boolean write, String who) {
        var verb = write ? "writes" : "reads";
        return fault(
                Kind.OUT_OF_BOUNDS,
                who,
                "%s index %d of %s, which has %d elements".formatted(verb, index, name(memory), memory.size()));
    }

    KernelFault uninitialised(Memory memory, int index, String who) {
        return fault(
                Kind.UNINITIALISED,
                who,
                "reads index %d of %s (%d elements), which nobody has written yet"
                        .formatted(index, name(memory), memory.size()));
    }

    KernelFault race(Memory memory, int index, boolean write, String who, boolean otherWrote, String other) {
        return fault(
                Kind.RACE,
                who,
                "%s index %d of %s (%d elements), which %s %s with no barrier in between"
                        .formatted(
                                write ? "writes" : "reads",
                                index,
                                name(memory),
                                memory.size(),
                                other,
                                otherWrote ? "has written" : "has read"));
    }

    KernelFault fault(Kind kind, String who, String what) {
        return new KernelFault(kind, head(line(new Throwable().getStackTrace()), who) + " " + what);
    }

    /// Where an exception of the kernel's own came from.
    String at(Throwable thrown, String who) {
        return head(line(thrown.getStackTrace()), who);
    }

    private String head(int line, String who) {
        return "kernel %s, line %d: %s".formatted(kernel.name(), line, who);
    }

    private int line(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .filter(frame -> frame.getClassName().equals(kernel.className()))
                .mapToInt(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(0);
    }

    private String name(Memory memory) {
        return switch (memory) {
            case Watch watch -> "buffer " + buffers.getOrDefault(watch, "?");
            case Cells cells
            when cells.isLocal() ->
                "local array #%d of type %s[%d] allocated at line %d"
                        .formatted(cells.ordinal(), cells.type(), cells.size(), cells.line());
            case Cells cells ->
                "private array of type %s[%d] allocated at line %d".formatted(cells.type(), cells.size(), cells.line());
        };
    }
}
