package dev.weft.emulator.memory;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/// The way into native arrays that their public face does not offer.
public final class NativeArrays {
    private static @Nullable Access access;

    private NativeArrays() {}

    /// Called by the arrays' class when it is loaded.
    public static void introduce(Access introduced) {
        access = introduced;
    }

    public static Access access() {
        return Objects.requireNonNull(access);
    }

    /// What an array does for the emulator alone.
    public interface Access {
        /// An array of the same type and size that tells the watch of each access.
        TornadoNativeArray copy(TornadoNativeArray host, Watch watch);

        /// The elements, without a trace of who asks.
        MemorySegment payload(TornadoNativeArray array);

        /// Whether the host can have given the elements values.
        boolean touched(TornadoNativeArray array);

        void touch(TornadoNativeArray array);

        /// Tells the watch of an update in one step, and gives the elements.
        MemorySegment update(TornadoNativeArray array, int index);
    }
}
