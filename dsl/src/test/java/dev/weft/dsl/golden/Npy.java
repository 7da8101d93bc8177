package dev.weft.dsl.golden;

import dev.weft.dsl.interpret.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Reads the `.npy` files of the golden vectors: version 1, little-endian, row-major, f4, f8 or i4.
final class Npy {
    private static final Pattern HEADER =
            Pattern.compile("'descr': '<(f4|f8|i4)', 'fortran_order': False, 'shape': \\(([^)]*)\\)");

    private Npy() {}

    static Values read(InputStream file) throws IOException {
        var bytes = ByteBuffer.wrap(file.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + bytes.getShort(8);
        var header = new String(bytes.array(), 10, start - 10, StandardCharsets.ISO_8859_1);
        var matcher = HEADER.matcher(header);
        if (!matcher.find()) {
            throw new IOException("not a golden vector: " + header);
        }
        var shape = Arrays.stream(matcher.group(2).split(",", -1))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        var values = Values.zeros(shape);
        bytes.position(start);
        for (int e = 0; e < values.data().length; e++) {
            values.data()[e] = switch (matcher.group(1)) {
                case "f4" -> bytes.getFloat();
                case "f8" -> bytes.getDouble();
                default -> bytes.getInt();
            };
        }
        return values;
    }
}
