package demo;

import dev.weft.runtime.Device;

/** Uses what is generated. */
final class Use {
    private Use() {}

    static String where() {
        try (var plan = Causal.on(Device.auto()).plan(new Causal.Sizes(1, 1, 4, 16))) {
            return plan.device().toString();
        }
    }
}
