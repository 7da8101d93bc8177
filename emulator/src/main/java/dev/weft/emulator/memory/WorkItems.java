package dev.weft.emulator.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.KernelContext;

/// Makes the context of a work-item, which its public constructor cannot.
public final class WorkItems {
    private static @Nullable Maker maker;

    private WorkItems() {}

    /// Called by the context's class when it is loaded.
    public static void introduce(Maker introduced) {
        maker = introduced;
    }

    /// Makes a context.
    ///
    /// @param ids global, local and group index, global and local size, three numbers each
    public static KernelContext context(int[] ids) {
        return Objects.requireNonNull(maker).make(ids);
    }

    /// The constructor that only the context's own package sees.
    @FunctionalInterface
    public interface Maker {
        KernelContext make(int[] ids);
    }
}
