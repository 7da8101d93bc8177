package dev.weft.cli.npy;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;

/// Writes tensors.
public final class NpyWriter {
    private static final long CHUNK = 1 << 26;

    private NpyWriter() {}

    /// Writes a tensor over the contents of a file: bf16 as float32, every other type as it is.
    public static void write(Path path, Tensor tensor) throws IOException {
        if (tensor.type() == DType.BF16) {
            try (var wide = tensor.converted(DType.F32)) {
                write(path, wide);
            }
            return;
        }
        var shape = LongStream.range(0, tensor.rank()).map(axis -> tensor.size((int) axis));
        var header = new NpyHeader(NpyType.holding(tensor.type()), shape.boxed().toList());
        try (var channel = FileChannel.open(
                path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, ByteBuffer.wrap(header.encode()));
            write(channel, tensor.memory().asSlice(0, header.bytes()));
        }
    }

    private static void write(FileChannel channel, MemorySegment bytes) throws IOException {
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            write(
                    channel,
                    bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer());
        }
    }

    private static void write(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int _ = channel.write(buffer);
        }
    }
}
