package dev.weft.runtime.tornado;

import dev.weft.runtime.tune.Tuning;

/// How a kernel is cut for a device. A work-group is `teams` times `lanes` work-items; each holds a block
/// of 4 rows and 8 keys.
///
/// @param form plain loops have one work-item do a whole tile alone, without work-groups
/// @param interleaved whether the columns of a work-item lie `lanes` apart, so that neighbours read
///     neighbours
/// @param rowTiles tiles of rows per group
/// @param parts into how many parts the keys of a row tile are split
record WorkGroups(KernelForm form, int teams, int lanes, boolean interleaved, int rowTiles, int parts) {
    static final int BLOCK_ROWS = 4;
    static final int BLOCK_KEYS = 8;

    /// A CPU takes the groups one by one and each as loops: large tiles, few work-items.
    private static final int CPU_TEAMS = 16;

    private static final int GPU_TEAMS = 16;
    private static final int LANES = 4;

    /// A GPU's compute unit runs as many work-items at once, whatever they do.
    private static final int GPU_ITEMS = 32;

    boolean loops() {
        return form.loops();
    }

    int threads() {
        return teams * lanes;
    }

    int rowTile() {
        return teams * BLOCK_ROWS;
    }

    int keyTile() {
        return lanes * BLOCK_KEYS;
    }

    /// The largest work-groups that the device's local memory and limits take, or plain loops.
    ///
    /// @param name the kernel's, for messages
    /// @param tuning `teams` and `parts` that take the place of these; not lanes: with more than four,
    ///     TornadoVM 5.2 on PoCL gives other numbers than the emulator
    static WorkGroups of(String name, TornadoAttention kernel, TornadoTarget target, Tuning tuning) {
        var form = KernelForm.of(target);
        if (form.loops()) {
            return loops(form, kernel, target, tuning);
        }
        boolean gpu = target.kind() == TornadoTarget.Kind.GPU;
        int teams = Math.min(gpu ? GPU_TEAMS : CPU_TEAMS, Math.ceilDiv(kernel.rows(), BLOCK_ROWS));
        int lanes = LANES;
        while (!fits(kernel, target, teams, lanes)) {
            if (teams == 1 && lanes == 1) {
                return withoutLocalMemory(name, form, kernel, target, tuning);
            }
            if (teams > 1) {
                teams = Math.ceilDiv(teams, 2);
            } else {
                lanes = lanes / 2;
            }
        }
        return cut(name, form, kernel, target, tuning, tuning.or("teams", 1, teams), lanes);
    }

    private static WorkGroups cut(
            String name,
            KernelForm form,
            TornadoAttention kernel,
            TornadoTarget target,
            Tuning tuning,
            int teams,
            int lanes) {
        if (!fits(kernel, target, teams, lanes)) {
            throw new TornadoFailure("%s in work-groups of %d times %d work-items is more than %s takes"
                    .formatted(name, teams, lanes, target.describe()));
        }
        int rowTiles = Math.ceilDiv(kernel.rows(), teams * BLOCK_ROWS);
        boolean gpu = target.kind() == TornadoTarget.Kind.GPU;
        return new WorkGroups(
                form, teams, lanes, gpu, rowTiles, parts(kernel, target.units(), rowTiles, lanes * BLOCK_KEYS, tuning));
    }

    /// Not even a work-group of one work-item finds room for its tiles.
    private static WorkGroups withoutLocalMemory(
            String name, KernelForm form, TornadoAttention kernel, TornadoTarget target, Tuning tuning) {
        long needed = localBytes(kernel, 1, 1);
        if (form.asked()) {
            throw new TornadoFailure(
                    "%s needs at least %,d bytes of local memory, and %s has %,d: use smaller vectors, another device, or -Dweft.tornado.form=loops"
                            .formatted(name, needed, target.describe(), target.localBytes()));
        }
        var why = "work-groups need at least %,d bytes of local memory, and the device has %,d"
                .formatted(needed, target.localBytes());
        return loops(KernelForm.loops(why), kernel, target, tuning);
    }

    private static WorkGroups loops(KernelForm form, TornadoAttention kernel, TornadoTarget target, Tuning tuning) {
        int rowTiles = Math.ceilDiv(kernel.rows(), BLOCK_ROWS);
        int atOnce = target.kind() == TornadoTarget.Kind.GPU
                ? Math.multiplyExact(GPU_ITEMS, target.units())
                : target.units();
        return new WorkGroups(form, 1, 1, false, rowTiles, parts(kernel, atOnce, rowTiles, BLOCK_KEYS, tuning));
    }

    private static boolean fits(TornadoAttention kernel, TornadoTarget target, int teams, int lanes) {
        return teams * lanes <= target.groupSize() && localBytes(kernel, teams, lanes) <= target.localBytes();
    }

    private static long localBytes(TornadoAttention kernel, int teams, int lanes) {
        int rows = teams * BLOCK_ROWS;
        int keys = lanes * BLOCK_KEYS;
        int threads = teams * lanes;
        return (kernel.wide() ? 8L : 4L) * kernel.localReals(rows, keys, threads)
                + 4L * kernel.localInts(rows, keys, threads);
    }

    /// Keys are split where there are too few row tiles to keep the device busy.
    ///
    /// @param atOnce how many row tiles the device does at once
    private static int parts(TornadoAttention kernel, int atOnce, int rowTiles, int keyTile, Tuning tuning) {
        if (kernel.parts() > 0) {
            return kernel.parts();
        }
        int tiles = kernel.groups() * rowTiles;
        int wanted = tuning.or("parts", 1, tiles >= 2 * atOnce ? 1 : Math.ceilDiv(4 * atOnce, tiles));
        return Math.max(1, Math.min(wanted, kernel.keys() < 0 ? wanted : kernel.keys() / (2 * keyTile)));
    }
}
