package dev.weft.runtime.tornado;

import dev.weft.runtime.tune.Tuning;

/// How a scan is cut for a device: a sequence is gone along by a work-group, whose work-items share the
/// entries of its vectors, or by one work-item.
///
/// @param form plain loops have one work-item go along a sequence alone, without work-groups
/// @param lanes work-items of a work-group
/// @param cut how sequences are cut
/// @param without why there is no fixed-point iteration where one is asked for; otherwise empty
record ScanGroups(KernelForm form, int lanes, ScanCut cut, String without) {
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

    /// Numbers of all matrices of a window at most.
    private static final long MOST_NUMBERS = 1L << 25;

    /// Steps of a window at most: tasks tell each other their numbers as f32.
    private static final int MOST_WINDOW = 1 << 24;

    /// Steps of a window at least, however large its matrices are.
    private static final int LEAST_WINDOW = 16;

    /// Steps of a chunk at least: what a sequence's chunks come to is found by one work-group.
    private static final int LEAST_CHUNK = 8;

    private static final int MOST_CHUNKS = 256;

    /// Chunks that a compute unit is given: few, as the change before each chunk is found one after
    /// the other.
    private static final int CPU_CHUNKS = 2;

    private static final int GPU_CHUNKS = 8;

    /// @param name the kernel's, for messages
    /// @param tuning `parts` or `chunks` that take the place of these
    static ScanGroups of(String name, TornadoScan kernel, TornadoTarget target, Tuning tuning) {
        var form = KernelForm.of(target);
        if (form.loops()) {
            return loops(name, form, kernel, target, tuning);
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
            return loops(name, KernelForm.loops(why), kernel, target, tuning);
        }
        boolean gpu = target.kind() == TornadoTarget.Kind.GPU;
        int unit = gpu ? GPU_LANES : CPU_LANES;
        int wanted = Math.min(MOST, Math.ceilDiv(Math.max(1, kernel.width()), unit) * unit);
        if (kernel.iterates()) {
            return iterating(form, kernel, target, unit, wanted, tuning);
        }
        int atOnce = gpu ? Math.multiplyExact(GPU_GROUPS, target.units()) : target.units();
        return new ScanGroups(
                form, Math.min(target.groupSize(), wanted), parts(kernel, atOnce, tuning), kernel.obstacle());
    }

    /// All steps of a window at once, if local memory holds the matrices of a step.
    ///
    /// @param unit what devices do at once is a multiple of so many work-items
    /// @param wanted work-items that one step has work for
    private static ScanGroups iterating(
            KernelForm form, TornadoScan kernel, TornadoTarget target, int unit, int wanted, Tuning tuning) {
        boolean gpu = target.kind() == TornadoTarget.Kind.GPU;
        long most = gpu ? Math.max(wanted, Math.ceilDiv(Math.min(MOST, kernel.area()), unit) * unit) : wanted;
        int lanes = (int) Math.min(target.groupSize(), most);
        long needed = (kernel.wide() ? 8L : 4L) * kernel.iterationReals(lanes);
        if (needed > target.localBytes()) {
            var why = "an iteration needs %,d bytes of local memory for a step's Jacobian, and the device has %,d"
                    .formatted(needed, target.localBytes());
            return new ScanGroups(form, Math.min(target.groupSize(), wanted), ScanCut.WHOLE, why);
        }
        int window = Math.min(Math.min(kernel.steps(), MOST_WINDOW), window(kernel));
        int asked = Integer.getInteger(PARTS, 0);
        long share = Math.ceilDiv((long) target.units() * (gpu ? GPU_CHUNKS : CPU_CHUNKS), kernel.sequences());
        long chunks = Math.min(Math.min(share, MOST_CHUNKS), Math.ceilDiv(window, LEAST_CHUNK));
        int chosen = asked > 0 ? asked : Math.min(tuning.or("chunks", 1, (int) chunks), MOST_CHUNKS);
        return new ScanGroups(form, lanes, new ScanCut(1, window, Math.min(chosen, window)), "");
    }

    private static int window(TornadoScan kernel) {
        if (kernel.wantedWindow() > 0) {
            return kernel.wantedWindow();
        }
        long room = MOST_NUMBERS / Math.max(1, kernel.sequences() * Math.max(1, kernel.area()));
        return (int) Math.max(LEAST_WINDOW, Math.min(Integer.MAX_VALUE, room));
    }

    /// Whether steps are found by a fixed-point iteration.
    boolean iterates() {
        return cut.window() > 0;
    }

    /// How steps are found, and why not as the scan asks, for people.
    String way() {
        if (iterates()) {
            return "by iteration, %s, in %,d %s"
                    .formatted(
                            "windows of %,d %s".formatted(cut.window(), cut.window() == 1 ? "step" : "steps"),
                            cut.chunks(),
                            cut.chunks() == 1 ? "chunk" : "chunks");
        }
        var way = cut.parts() == 1 ? "step by step" : "in %,d parts".formatted(cut.parts());
        return without.isEmpty() ? way : "%s (%s)".formatted(way, without);
    }

    private static ScanGroups loops(
            String name, KernelForm form, TornadoScan kernel, TornadoTarget target, Tuning tuning) {
        if (kernel.localReals() > Integer.MAX_VALUE) {
            throw new TornadoFailure(
                    "%s keeps %,d numbers at a step, more than an array holds: use smaller vectors, or the JVM"
                            .formatted(name, kernel.localReals()));
        }
        boolean gpu = target.kind() == TornadoTarget.Kind.GPU;
        return new ScanGroups(
                form,
                1,
                parts(kernel, gpu ? Math.multiplyExact(GPU_ITEMS, target.units()) : target.units(), tuning),
                kernel.iterates() ? "an iteration needs work-groups" : kernel.obstacle());
    }

    /// Sequences are cut where there are too few to keep the device busy.
    ///
    /// @param atOnce how many sequences the device does at once
    private static ScanCut parts(TornadoScan kernel, int atOnce, Tuning tuning) {
        if (kernel.rounds() == 0) {
            return ScanCut.WHOLE;
        }
        int asked = Integer.getInteger(PARTS, 0);
        if (asked > 0) {
            return new ScanCut(Math.min(asked, Math.max(1, kernel.steps())), 0, 0);
        }
        int able = Math.min(atOnce / Math.max(1, kernel.sequences()), kernel.steps() / LEAST_STEPS);
        int parts = tuning.or("parts", 1, able < LEAST_PARTS ? 1 : able);
        return new ScanCut(Math.min(parts, Math.max(1, kernel.steps())), 0, 0);
    }
}
