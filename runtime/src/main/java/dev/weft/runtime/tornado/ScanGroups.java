package dev.weft.runtime.tornado;

/// How a scan is cut for a device: a sequence is gone along by a work-group, whose work-items share the entries of its
/// vectors, or by one work-item.
///
/// @param form plain loops have one work-item go along a sequence alone, without work-groups
/// @param lanes work-items of a work-group
record ScanGroups(KernelForm form, int lanes) {
    /// So many work-items at most: more wait for each other longer than they save.
    private static final int MOST = 256;

    /// What devices do at once is a multiple of so many.
    private static final int GPU_LANES = 32;

    private static final int CPU_LANES = 8;

    /// @param name the kernel's, for messages
    static ScanGroups of(String name, TornadoScan kernel, TornadoTarget target) {
        var form = KernelForm.of(target);
        if (form.loops()) {
            return loops(name, form, kernel);
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
            return loops(name, KernelForm.loops(why), kernel);
        }
        int unit = target.kind() == TornadoTarget.Kind.GPU ? GPU_LANES : CPU_LANES;
        int wanted = Math.min(MOST, Math.ceilDiv(Math.max(1, kernel.width()), unit) * unit);
        return new ScanGroups(form, Math.min(target.groupSize(), wanted));
    }

    private static ScanGroups loops(String name, KernelForm form, TornadoScan kernel) {
        if (kernel.localReals() > Integer.MAX_VALUE) {
            throw new TornadoFailure(
                    "%s keeps %,d numbers at a step, more than an array holds: use smaller vectors, or the JVM"
                            .formatted(name, kernel.localReals()));
        }
        return new ScanGroups(form, 1);
    }
}
