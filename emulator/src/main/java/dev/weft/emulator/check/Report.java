package dev.weft.emulator.check;

import dev.weft.emulator.KernelFault;

/// Words for faults.
final class Report {
    private Report() {}

    static KernelFault outOfBounds(String does, Shadow buffer, int index) {
        return outOfBounds(does, buffer.name(), index, buffer.size(), buffer.kind());
    }

    static KernelFault outOfBounds(String does, String buffer, int index, int size, String kind) {
        return new KernelFault("out of bounds in " + Checks.place() + ": " + Checks.actor() + " " + does + " "
                + element(buffer, index, size, kind));
    }

    static KernelFault uninitialised(Shadow buffer, int index) {
        return uninitialised(buffer.name(), index, buffer.size(), buffer.kind());
    }

    static KernelFault uninitialised(String buffer, int index, int size, String kind) {
        return new KernelFault("uninitialised read in " + Checks.place() + ": " + Checks.actor() + " reads "
                + element(buffer, index, size, kind) + ", which nobody wrote");
    }

    static KernelFault race(String does, Shadow buffer, int index, String done, long other) {
        return new KernelFault("race in " + Checks.place() + ": " + Checks.actor() + " " + does + " "
                + element(buffer.name(), index, buffer.size(), buffer.kind()) + ", which " + Checks.text(other)
                + " has " + done
                + (Checks.grouped() ? ", with no barrier between them" : ""));
    }

    private static String element(String buffer, int index, int size, String kind) {
        return "`" + buffer + "`[" + index + "] of " + size + " (" + kind + ")";
    }
}
