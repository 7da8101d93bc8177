package dev.weft.codegen.schedule;

/// A form of TornadoVM code. Both work in blocks of [#BLOCK_ROWS] x [#BLOCK_KEYS] accumulators, which are local
/// variables; how many work-items a group has is settled when a kernel is bound to a device.
public enum TornadoForm {
    /// Work-groups share tiles in local memory, with barriers between the steps.
    GROUPS(""),
    /// One work-item does a whole tile in private memory: no local memory, no barriers. For FPGAs, and for devices
    /// without work-groups.
    LOOPS("Loops");

    /// Rows of a work-item's block.
    public static final int BLOCK_ROWS = 4;

    /// Keys, or entries, of a work-item's block.
    public static final int BLOCK_KEYS = 8;

    private final String suffix;

    TornadoForm(String suffix) {
        this.suffix = suffix;
    }

    /// What a kernel method of this form is called after its step's name.
    public String suffix() {
        return suffix;
    }
}
