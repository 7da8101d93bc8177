package dev.weft.runtime.npy;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dictionary in a header: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
final class HeaderText {
    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*(\\[|['\"]([^'\"]*)['\"])");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d\\s,L]*)\\)");

    private HeaderText() {}

    static NpyHeader parse(Path file, String text, long start) {
        var descr = find(file, DESCR, text, "descr");
        var fortran = find(file, FORTRAN, text, "fortran_order");
        var shape = find(file, SHAPE, text, "shape");
        var code = descr.group(2) == null ? "a structure" : descr.group(2);
        var sizes = sizes(file, shape.group(1));
        if (fortran.group(1).equals("True") && sizes.size() > 1) {
            throw new NpyException(file
                    + ": the array is stored column by column (fortran_order); save np.ascontiguousarray(a) instead");
        }
        return new NpyHeader(stored(file, code), order(code), sizes, start);
    }

    private static Matcher find(Path file, Pattern pattern, String text, String key) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new NpyException(
                    "%s: the header has no readable '%s'; save the array anew with np.save".formatted(file, key));
        }
        return matcher;
    }

    private static NpyHeader.Stored stored(Path file, String code) {
        var kind = code.isEmpty() ? code : code.substring(1);
        return Arrays.stream(NpyHeader.Stored.values())
                .filter(stored -> stored.code().equals(kind) && "<>|=".indexOf(code.charAt(0)) >= 0)
                .findFirst()
                .orElseThrow(() -> new NpyException(
                        "%s: dtype '%s' is not one of f2, f4, f8, i4, i8, bool; save a.astype('f4') or the like"
                                .formatted(file, code)));
    }

    private static ByteOrder order(String code) {
        return switch (code.charAt(0)) {
            case '<' -> ByteOrder.LITTLE_ENDIAN;
            case '>' -> ByteOrder.BIG_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
    }

    private static List<Long> sizes(Path file, String text) {
        var sizes = new ArrayList<Long>();
        try {
            for (var size : text.replace("L", "").split(",", -1)) {
                if (!size.isBlank()) {
                    sizes.add(Long.parseLong(size.strip()));
                }
            }
        } catch (NumberFormatException e) {
            throw new NpyException(
                    "%s: the header's shape (%s) is not readable; save the array anew with np.save"
                            .formatted(file, text),
                    e);
        }
        return sizes;
    }

    /// The bytes before the data, magic included, padded so that the data starts on a 64-byte
    /// boundary.
    static byte[] write(String code, long... shape) {
        var sizes = new StringBuilder();
        for (var size : shape) {
            sizes.append(size).append(shape.length == 1 ? "," : ", ");
        }
        if (shape.length > 1) {
            sizes.setLength(sizes.length() - 2);
        }
        var mark = code.equals("b1") ? "|" : ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
        var text = "{'descr': '%s%s', 'fortran_order': False, 'shape': (%s), }".formatted(mark, code, sizes);
        var before = Npy.MAGIC.length + 4;
        var total = (before + text.length() + 1 + 63) / 64 * 64;
        var length = total - before;
        var bytes = new byte[total];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(Npy.MAGIC, 0, bytes, 0, Npy.MAGIC.length);
        bytes[before - 4] = 1;
        bytes[before - 3] = 0;
        bytes[before - 2] = (byte) length;
        bytes[before - 1] = (byte) (length >> 8);
        System.arraycopy(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0, bytes, before, text.length());
        bytes[total - 1] = '\n';
        return bytes;
    }
}
