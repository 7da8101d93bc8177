package dev.weft.runtime.npy;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.io.IOException;
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

/// Reads and writes `.npy` files.
///
/// f2, f4, f8, i4 and bool become F16, F32, F64, I32 and BOOL; i8 becomes I32 if every number fits.
/// BF16, which NumPy does not know, is written as f4.
public final class Npy {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private Npy() {}

    /// What the file holds, without reading the data; its length fits.
    ///
    /// @throws NpyException if the file is missing or is not what it should be
    public static NpyHeader header(Path file) {
        try (var channel = open(file)) {
            var header = header(file, channel);
            checkLength(file, header, channel.size());
            return header;
        } catch (IOException e) {
            throw new NpyException(file + ": " + reason(e), e);
        }
    }

    /// The file's array, as the type that it is stored in.
    ///
    /// @throws NpyException if the file is missing or is not what it should be
    public static Tensor read(Path file) {
        return read(file, header(file).type());
    }

    /// The file's array as another type: real types convert to one another, rounding to nearest;
    /// others do not convert.
    ///
    /// @throws NpyException if the file is missing or is not what it should be, or does not convert
    public static Tensor read(Path file, DType wanted) {
        try (var channel = open(file)) {
            var header = header(file, channel);
            if (!header.convertsTo(wanted)) {
                throw new NpyException("%s: holds %s, but %s is wanted; save a.astype('%s')"
                        .formatted(file, header.stored().code(), name(wanted), code(wanted)));
            }
            checkLength(file, header, channel.size());
            var tensor = NpyData.read(file, header, channel);
            if (tensor.type() == wanted) {
                return tensor;
            }
            try (tensor) {
                return tensor.converted(wanted);
            }
        } catch (IOException e) {
            throw new NpyException(file + ": " + reason(e), e);
        }
    }

    /// Writes a tensor over whatever the file holds, in place: for a caller that has a draft to put into its place
    /// later.
    public static void writeOver(Path file, Tensor tensor) throws IOException {
        if (tensor.type() == DType.BF16) {
            try (var wider = tensor.converted(DType.F32)) {
                writeOver(file, wider);
            }
            return;
        }
        NpyData.writeOver(file, HeaderText.write(code(tensor.type()), tensor.shape()), tensor.memory());
    }

    /// Writes a tensor. The file appears when it is whole, or not at all; one that was there is
    /// replaced.
    ///
    /// @throws NpyException if the file cannot be written
    public static void write(Path file, Tensor tensor) {
        if (tensor.type() == DType.BF16) {
            try (var wider = tensor.converted(DType.F32)) {
                write(file, wider);
            }
            return;
        }
        try {
            NpyData.write(file, HeaderText.write(code(tensor.type()), tensor.shape()), tensor.memory());
        } catch (IOException e) {
            throw new NpyException("%s cannot be written: %s".formatted(file, reason(e)), e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NpyException(file + ": a folder, not an .npy file");
        }
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private static NpyHeader header(Path file, FileChannel channel) throws IOException {
        var fixed = bytes(file, channel, 0, MAGIC.length + 2);
        if (!Arrays.equals(fixed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new NpyException(
                    file + ": not an .npy file (it does not begin with \\x93NUMPY); write it with np.save");
        }
        var version = fixed[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new NpyException(
                    "%s: .npy version %d is unknown; save the array anew with np.save".formatted(file, version));
        }
        var wide = version > 1;
        var field = ByteBuffer.wrap(bytes(file, channel, fixed.length, wide ? 4 : 2))
                .order(ByteOrder.LITTLE_ENDIAN);
        var length = wide ? Integer.toUnsignedLong(field.getInt()) : Short.toUnsignedInt(field.getShort());
        var begin = fixed.length + (wide ? 4 : 2);
        if (length > channel.size() - begin) {
            throw truncated(file, "the header needs %d bytes, %d are there".formatted(length, channel.size() - begin));
        }
        var text = new String(bytes(file, channel, begin, Math.toIntExact(length)), StandardCharsets.UTF_8);
        return HeaderText.parse(file, text, begin + length);
    }

    private static byte[] bytes(Path file, FileChannel channel, long at, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw at == 0
                        ? new NpyException(file + ": not an .npy file (it has " + channel.size()
                                + " bytes); write it with np.save")
                        : truncated(file, "the header is cut off");
            }
        }
        return buffer.array();
    }

    private static void checkLength(Path file, NpyHeader header, long size) {
        var needed = (long) header.stored().bytes();
        try {
            for (var axis : header.shape()) {
                needed = Math.multiplyExact(needed, axis);
            }
        } catch (ArithmeticException e) {
            needed = header.shape().contains(0L) ? 0 : Long.MAX_VALUE;
        }
        var there = size - header.start();
        if (there < needed) {
            throw truncated(
                    file,
                    "%s of shape %s needs %d bytes of data, %d are there"
                            .formatted(header.stored().code(), header.shape(), needed, there));
        }
        if (there > needed) {
            throw new NpyException(
                    "%s: %d bytes follow the data of shape %s; the file holds more than one array, save each in its own"
                            .formatted(file, there - needed, header.shape()));
        }
    }

    private static NpyException truncated(Path file, String what) {
        return new NpyException("%s: truncated: %s; copy or save it again".formatted(file, what));
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static String name(DType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String code(DType type) {
        return switch (type) {
            case F16 -> "f2";
            case F32, BF16 -> "f4";
            case F64 -> "f8";
            case I32 -> "i4";
            case BOOL -> "b1";
        };
    }
}
