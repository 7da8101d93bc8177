package dev.weft.runtime.tornado;

/// The form of a kernel that a device runs.
///
/// @param loops whether it is plain loops, in which a work-item does a row tile alone in private memory; otherwise
///     work-groups share tiles in local memory
/// @param asked whether the user has chosen it
/// @param why the reason, for people
record KernelForm(boolean loops, boolean asked, String why) {
    private static final String PROPERTY = "weft.tornado.form";

    /// The form that `-Dweft.tornado.form=groups|loops` names, or else the device's own.
    ///
    /// @throws TornadoFailure if the property says something else
    static KernelForm of(TornadoTarget target) {
        var wanted = System.getProperty(PROPERTY);
        return switch (wanted) {
            case null -> ofDevice(target);
            case "groups" -> new KernelForm(false, true, "asked for by " + PROPERTY);
            case "loops" -> new KernelForm(true, true, "asked for by " + PROPERTY);
            default ->
                throw new TornadoFailure("%s is `%s`: say `groups` or `loops`, or leave it out, and the device decides"
                        .formatted(PROPERTY, wanted));
        };
    }

    private static KernelForm ofDevice(TornadoTarget target) {
        if (target.kind() == TornadoTarget.Kind.FPGA) {
            return loops("an FPGA");
        }
        if (target.localBytes() <= 0) {
            return loops("the device has no local memory");
        }
        if (target.groupSize() <= 1) {
            return loops("the device has no work-groups of more than one work-item");
        }
        return new KernelForm(false, false, "the device has work-groups and local memory");
    }

    /// Plain loops, because work-groups cannot be.
    static KernelForm loops(String why) {
        return new KernelForm(true, false, why);
    }

    /// `plain loops (an FPGA)`
    String describe() {
        return "%s (%s)".formatted(loops ? "plain loops" : "work-groups", why);
    }
}
