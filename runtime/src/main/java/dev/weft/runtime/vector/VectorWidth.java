package dev.weft.runtime.vector;

import jdk.incubator.vector.FloatVector;

/// How wide this machine's vectors are. Needs the module `jdk.incubator.vector`.
public final class VectorWidth {
    private VectorWidth() {}

    /// Bits of the float vector that the JVM prefers.
    public static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
