package dev.weft.emulator.plan;

/// What an execution took.
///
/// @param compileNanos loading and rewriting its kernels
/// @param inBytes copied to the device
/// @param outBytes copied to the host
/// @param deviceBytes held on the device when it ended
public record Profile(
        long compileNanos,
        long kernelNanos,
        long inNanos,
        long outNanos,
        long inBytes,
        long outBytes,
        long deviceBytes) {
    public static final Profile NONE = new Profile(0, 0, 0, 0, 0, 0, 0);

    Profile plusKernel(long nanos) {
        return new Profile(compileNanos, kernelNanos + nanos, inNanos, outNanos, inBytes, outBytes, deviceBytes);
    }

    Profile plusIn(long nanos, long bytes) {
        return new Profile(
                compileNanos, kernelNanos, inNanos + nanos, outNanos, inBytes + bytes, outBytes, deviceBytes);
    }

    Profile plusOut(long nanos, long bytes) {
        return new Profile(
                compileNanos, kernelNanos, inNanos, outNanos + nanos, inBytes, outBytes + bytes, deviceBytes);
    }

    Profile plusCompile(long nanos) {
        return new Profile(compileNanos + nanos, kernelNanos, inNanos, outNanos, inBytes, outBytes, deviceBytes);
    }

    Profile holding(long bytes) {
        return new Profile(compileNanos, kernelNanos, inNanos, outNanos, inBytes, outBytes, bytes);
    }

    public String json() {
        return """
                {"TOTAL_KERNEL_TIME": "%d", "COPY_IN_TIME": "%d", "COPY_OUT_TIME": "%d", "TOTAL_COPY_IN_SIZE_BYTES": "%d", "TOTAL_COPY_OUT_SIZE_BYTES": "%d"}""".formatted(kernelNanos, inNanos, outNanos, inBytes, outBytes);
    }
}
