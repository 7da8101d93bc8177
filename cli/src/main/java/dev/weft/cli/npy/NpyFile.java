package dev.weft.cli.npy;

import dev.weft.cli.console.Failure;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// An `.npy` file whose header has been read and whose length fits it.
///
/// @param start where the elements begin, in bytes
public record NpyFile(Path path, NpyHeader header, long start) {
    /// Headers are short; a longer one is not ours.
    private static final int LONGEST_HEADER = 1 << 16;

    /// Reads the header alone.
    ///
    /// @throws Failure if there is no such file, or if it cannot be read as a dense row-major array
    public static NpyFile open(Path path) {
        if (Files.isDirectory(path)) {
            throw new Failure(path + ": is a directory, not an .npy file");
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return open(path, channel);
        } catch (NoSuchFileException e) {
            throw new Failure(path + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new Failure(path + ": may not be read", e);
        } catch (EOFException e) {
            throw new Failure(path + ": is truncated: it ends within its header", e);
        } catch (IOException e) {
            throw new Failure(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static NpyFile open(Path path, FileChannel channel) throws IOException {
        var magic = bytes(channel, (int) Math.min(channel.size(), NpyHeader.MAGIC.length));
        if (!Arrays.equals(magic, NpyHeader.MAGIC)) {
            throw new Failure(path + ": is not an .npy file");
        }
        int version = read(channel, 2).get(0);
        long length = version == 1
                ? read(channel, 2).getShort(0) & 0xffff
                : read(channel, 4).getInt(0) & 0xffffffffL;
        if (version < 1 || version > 3 || length > LONGEST_HEADER) {
            throw new Failure("%s: has .npy format version %d, and 1 to 3 are read".formatted(path, version));
        }
        var dictionary = new String(bytes(channel, (int) length), StandardCharsets.UTF_8);
        var file = new NpyFile(path, NpyHeader.parse(path.toString(), dictionary), channel.position());
        file.checkLength(channel.size());
        return file;
    }

    private static ByteBuffer read(FileChannel channel, int count) throws IOException {
        return ByteBuffer.wrap(bytes(channel, count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(FileChannel channel, int count) throws IOException {
        var bytes = new byte[count];
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return bytes;
    }

    private void checkLength(long size) {
        long wanted;
        try {
            wanted = header.bytes();
        } catch (ArithmeticException e) {
            throw new Failure("%s: its shape %s has more bytes than a file can hold".formatted(path, shape()), e);
        }
        long present = size - start;
        if (present != wanted) {
            throw new Failure("%s: %s: the shape %s of %s takes %d bytes, and %d are there"
                    .formatted(
                            path,
                            present < wanted ? "is truncated" : "has bytes after its end",
                            shape(),
                            header.type().numpy(),
                            wanted,
                            present));
        }
    }

    /// One size per axis.
    public List<Long> shape() {
        return header.shape();
    }

    /// Fails unless the elements can become those of a tensor of this type: real from real, i32 from int32,
    /// bool from
    /// bool. `tensor` is its name.
    public void checkConvertible(String tensor, DType to) {
        var from = header.type();
        boolean fits = isReal(to) ? isReal(from.tensor()) : from.tensor() == to;
        if (!fits) {
            throw new Failure("%s: holds %s, and `%s` is %s; save it with x.astype(np.%s)"
                    .formatted(
                            path,
                            from.numpy(),
                            tensor,
                            to.name().toLowerCase(Locale.ROOT),
                            NpyType.holding(to).numpy()));
        }
    }

    private static boolean isReal(DType type) {
        return switch (type) {
            case F16, BF16, F32, F64 -> true;
            case I32, BOOL -> false;
        };
    }

    /// The elements, in a tensor of a type that [#checkConvertible] allows, rounded to nearest. The caller
    /// closes it.
    public Tensor read(DType type) {
        var sizes = shape().stream().mapToLong(Long::longValue).toArray();
        var tensor = Tensor.allocate(header.type().tensor(), sizes);
        try (var channel = FileChannel.open(path, StandardOpenOption.READ);
                var arena = Arena.ofConfined()) {
            long bytes = header.bytes();
            if (bytes > 0) {
                checkLength(channel.size());
                var elements = channel.map(FileChannel.MapMode.READ_ONLY, start, bytes, arena);
                MemorySegment.copy(elements, 0, tensor.memory(), 0, bytes);
            }
        } catch (IOException e) {
            tensor.close();
            throw new Failure(path + ": cannot be read: " + e.getMessage(), e);
        }
        if (type == header.type().tensor()) {
            return tensor;
        }
        try (tensor) {
            return tensor.converted(type);
        }
    }

    /// The file's own name, for messages beside other names.
    @Override
    public String toString() {
        return path.toString();
    }
}
