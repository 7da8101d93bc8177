package dev.weft.runtime.tornado;

/// How a scan is cut for a device: a sequence is gone along by a work-group, whose work-items share the
/// entries of its vectors, or by one work-item.
///
/// @param form plain loops have one work-item go along a sequence alone, without work-groups
/// @param lanes work-items of a work-group
/// @param parts into how many parts each sequence is cut
record ScanGroups(KernelForm form, int lanes, int parts) {
    private static final String PARTS = "weft.tornado.parts";

    /// Steps that a part has at least: a cell has to forget what its part began with on the way.
    private static final int LEAST_STEPS = 64;

    /// Parts below which going along them twice saves nothing.
    private static final int LEAST_PARTS = 8;

    /// A GPU's compute unit takes so many small work-groups at once.
    private static final int GPU_GROUPS = 2;

    /// The same of work-items that are gone along alone.
    private static final int GPU_ITEMS = 32;

    /// So many work-items at most: more wait for each other longer than they save.
    private static final int MOST = 256;

    /// What devices do at once is a multiple of so many.
    private static final int GPU_LANES = 32;

    private static final int CPU_LANES = 8;

    /// @param name the kernel's, for messages
    static ScanGroups of(String name, TornadoScan kernel, TornadoTarget target) {
        var form = KernelForm.of(target);
        if (form.loops()) {
            return loops(name, form, kernel, target);
        }
        long needed = (kernel.wide() ? 8L : 4L) * Math.max(1, kernel.localReals());
        if (needed > target.localBytes()) {
            if (form.asked()) {
                throw new TornadoFailure(
                        "%s needs %,d bytes of local memory for its states and what a step computes, and %s has %,d: use smaller vectors, another device, or -Dweft.tornado.form=loops"
                                .formatted(name, needed, target.describe(), target.localBytes()));
            }
            var why = "work-groups need %,d bytes of local memory, and the device has %,d"
                    .formatted(needed, target.localBytes());
            return loops(name, KernelForm.loops(why), kernel, target);
        }
        boolean gpu = target.kind() == TornadoTarget.Kind.GPU;
        int unit = gpu ? GPU_LANES : CPU_LANES;
        int wanted = Math.min(MOST, Math.ceilDiv(Math.max(1, kernel.width()), unit) * unit);
        int atOnce = gpu ? Math.multiplyExact(GPU_GROUPS, target.units()) : target.units();
        return new ScanGroups(form, Math.min(target.groupSize(), wanted), parts(kernel, atOnce));
    }

    private static ScanGroups loops(String name, KernelForm form, TornadoScan kernel, TornadoTarget target) {
        if (kernel.localReals() > Integer.MAX_VALUE) {
            throw new TornadoFailure(
                    "%s keeps %,d numbers at a step, more than an array holds: use smaller vectors, or the JVM"
                            .formatted(name, kernel.localReals()));
        }
        boolean gpu = target.kind() == TornadoTarget.Kind.GPU;
        return new ScanGroups(
                form, 1, parts(kernel, gpu ? Math.multiplyExact(GPU_ITEMS, target.units()) : target.units()));
    }

    /// Sequences are cut where there are too few to keep the device busy.
    ///
    /// @param atOnce how many sequences the device does at once
    private static int parts(TornadoScan kernel, int atOnce) {
        if (kernel.rounds() == 0) {
            return 1;
        }
        int asked = Integer.getInteger(PARTS, 0);
        if (asked > 0) {
            return Math.min(asked, Math.max(1, kernel.steps()));
        }
        int able = Math.min(atOnce / Math.max(1, kernel.sequences()), kernel.steps() / LEAST_STEPS);
        return able < LEAST_PARTS ? 1 : able;
    }
}
