package dev.weft.runtime.npy;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The elements of a file, whose length has been checked.
final class NpyData {
    private static final long CHUNK = 1 << 26;

    private NpyData() {}

    static Tensor read(Path file, NpyHeader header, FileChannel channel) throws IOException {
        var tensor = Tensor.allocate(header.type(), header.sizes());
        try {
            if (header.stored() == NpyHeader.Stored.I8) {
                readLongs(file, header, channel, tensor.memory());
            } else {
                readPlain(header, channel, tensor.memory());
            }
        } catch (IOException | RuntimeException e) {
            tensor.close();
            throw e;
        }
        return tensor;
    }

    private static void readPlain(NpyHeader header, FileChannel channel, MemorySegment to) throws IOException {
        for (var at = 0L; at < to.byteSize(); at += CHUNK) {
            var part = to.asSlice(at, Math.min(CHUNK, to.byteSize() - at));
            fill(channel, header.start() + at, part.asByteBuffer());
        }
        if (header.order() != ByteOrder.nativeOrder()) {
            swap(to, header.stored().bytes());
        }
        if (header.type() == DType.BOOL) {
            for (var i = 0L; i < to.byteSize(); i++) {
                to.set(ValueLayout.JAVA_BYTE, i, (byte) (to.get(ValueLayout.JAVA_BYTE, i) != 0 ? 1 : 0));
            }
        }
    }

    private static void readLongs(Path file, NpyHeader header, FileChannel channel, MemorySegment to)
            throws IOException {
        var count = to.byteSize() / Integer.BYTES;
        var buffer = ByteBuffer.allocateDirect(1 << 16).order(header.order());
        for (var done = 0L; done < count; ) {
            var now = (int) Math.min(buffer.capacity() / Long.BYTES, count - done);
            buffer.clear().limit(now * Long.BYTES);
            fill(channel, header.start() + done * Long.BYTES, buffer);
            buffer.flip();
            for (var i = 0; i < now; i++) {
                var value = buffer.getLong();
                if (value != (int) value) {
                    throw new NpyException(
                            "%s: element %d is %d, which no i32 holds; only i8 files whose numbers fit can be read"
                                    .formatted(file, done + i, value));
                }
                to.setAtIndex(ValueLayout.JAVA_INT, done + i, (int) value);
            }
            done += now;
        }
    }

    private static void fill(FileChannel channel, long at, ByteBuffer buffer) throws IOException {
        var start = buffer.position();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position() - start) < 0) {
                throw new IOException("truncated while it was read");
            }
        }
    }

    private static void swap(MemorySegment memory, int bytes) {
        var count = memory.byteSize() / bytes;
        switch (bytes) {
            case 2 -> {
                for (var i = 0L; i < count; i++) {
                    memory.setAtIndex(
                            ValueLayout.JAVA_SHORT,
                            i,
                            Short.reverseBytes(memory.getAtIndex(ValueLayout.JAVA_SHORT, i)));
                }
            }
            case 4 -> {
                for (var i = 0L; i < count; i++) {
                    memory.setAtIndex(
                            ValueLayout.JAVA_INT, i, Integer.reverseBytes(memory.getAtIndex(ValueLayout.JAVA_INT, i)));
                }
            }
            case 8 -> {
                for (var i = 0L; i < count; i++) {
                    memory.setAtIndex(
                            ValueLayout.JAVA_LONG, i, Long.reverseBytes(memory.getAtIndex(ValueLayout.JAVA_LONG, i)));
                }
            }
            default -> {}
        }
    }

    /// Writes beside the target, then moves: readers see all of it or nothing.
    static void write(Path file, byte[] header, MemorySegment data) throws IOException {
        var target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new IOException("it is a folder");
        }
        var part =
                target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
        try {
            writeOver(part, header, data);
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Writes in place.
    static void writeOver(Path file, byte[] header, MemorySegment data) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            drain(channel, ByteBuffer.wrap(header));
            for (var at = 0L; at < data.byteSize(); at += CHUNK) {
                drain(
                        channel,
                        data.asSlice(at, Math.min(CHUNK, data.byteSize() - at)).asByteBuffer());
            }
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
