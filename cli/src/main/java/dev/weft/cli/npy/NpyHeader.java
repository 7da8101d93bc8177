package dev.weft.cli.npy;

import dev.weft.cli.console.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What stands before the elements.
///
/// @param shape one size per axis
public record NpyHeader(NpyType type, List<Long> shape) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final Pattern DESCRIPTOR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");
    private static final int ALIGNMENT = 64;

    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /// Understands the dictionary of a header.
    ///
    /// @param file whose it is, for messages
    static NpyHeader parse(String file, String dictionary) {
        var descriptor = DESCRIPTOR.matcher(dictionary);
        var fortran = FORTRAN.matcher(dictionary);
        var shape = SHAPE.matcher(dictionary);
        if (!fortran.find() || !shape.find()) {
            throw new Failure(file + ": its .npy header is damaged: " + dictionary.strip());
        }
        if (!descriptor.find()) {
            throw new Failure(file + ": holds records, not numbers; save a plain array");
        }
        var sizes = sizes(file, shape.group(1));
        if (fortran.group(1).equals("True") && sizes.size() > 1) {
            throw new Failure(file + ": is stored column by column (fortran_order); save it with"
                    + " np.save(file, np.ascontiguousarray(x))");
        }
        return new NpyHeader(type(file, descriptor.group(1)), sizes);
    }

    private static NpyType type(String file, String descriptor) {
        return NpyType.of(descriptor)
                .orElseThrow(() -> new Failure(
                        "%s: has dtype %s, and only %s are read; convert it with x.astype(np.float32) or the like"
                                .formatted(
                                        file,
                                        descriptor,
                                        Arrays.stream(NpyType.values())
                                                .map(NpyType::descriptor)
                                                .collect(Collectors.joining(", ")))));
    }

    private static List<Long> sizes(String file, String text) {
        try {
            return Arrays.stream(text.replace("L", "").split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .map(Long::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new Failure(file + ": its .npy header has a damaged shape: (" + text + ")", e);
        }
    }

    /// How many bytes the elements take.
    ///
    /// @throws ArithmeticException if a long cannot count them
    long bytes() {
        if (shape.contains(0L)) {
            return 0;
        }
        long bytes = type.tensor().bytes();
        for (long size : shape) {
            bytes = Math.multiplyExact(bytes, size);
        }
        return bytes;
    }

    /// Magic, version 1.0, length and dictionary, padded so that the elements start on a boundary of 64 bytes.
    byte[] encode() {
        var sizes = shape.stream().map(size -> size + ",").collect(Collectors.joining(" "));
        if (shape.size() > 1) {
            sizes = sizes.substring(0, sizes.length() - 1);
        }
        var dictionary =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type.descriptor(), sizes);
        int before = MAGIC.length + 4;
        int padding = ALIGNMENT - (before + dictionary.length() + 1) % ALIGNMENT;
        var text = dictionary + " ".repeat(padding % ALIGNMENT) + "\n";
        var bytes = new byte[before + text.length()];
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[MAGIC.length] = 1;
        bytes[MAGIC.length + 2] = (byte) text.length();
        bytes[MAGIC.length + 3] = (byte) (text.length() >> 8);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, before, text.length());
        return bytes;
    }
}
