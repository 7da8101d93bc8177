package dev.weft.emulator.kernel;

import dev.weft.emulator.Limits;

/// What the device's compiler refuses or gets wrong.
final class KernelRules {
    private KernelRules() {}

    static void check(KernelCode code, Limits limits) {}
}
