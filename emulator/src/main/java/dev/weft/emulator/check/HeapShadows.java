package dev.weft.emulator.check;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The shadows of Java arrays that work-items share: few, so they are searched one by one.
final class HeapShadows {
    private static final int ROOM = 8;

    private final int kept;
    private int count;
    private Object[] arrays;
    private @Nullable Shadow[] shadows;

    HeapShadows(int kept) {
        this.kept = kept;
        this.arrays = new Object[ROOM];
        this.shadows = new Shadow[ROOM];
    }

    /// All that are known now stay from group to group.
    HeapShadows(HeapShadows arguments) {
        this.kept = arguments.count;
        this.count = arguments.count;
        this.arrays = arguments.arrays;
        this.shadows = arguments.shadows;
    }

    void add(Object array, Shadow shadow) {
        if (count == arrays.length) {
            arrays = Arrays.copyOf(arrays, 2 * count);
            shadows = Arrays.copyOf(shadows, 2 * count);
        }
        arrays[count] = array;
        shadows[count++] = shadow;
    }

    /// A group begins, with no local arrays.
    void restart() {
        count = kept;
    }

    @SuppressWarnings("ReferenceEquality")
    @Nullable
    Shadow find(Object array) {
        for (var i = 0; i < count; i++) {
            if (arrays[i] == array) {
                return shadows[i];
            }
        }
        return null;
    }
}
