package dev.weft.runtime.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
    @TempDir
    Path folder = Path.of("");

    /// A file as NumPy would write it.
    private Path file(int version, String dictionary, byte[] data) throws IOException {
        var text = (dictionary + "\n").getBytes(StandardCharsets.ISO_8859_1);
        var header = ByteBuffer.allocate(version == 1 ? 10 : 12).order(ByteOrder.LITTLE_ENDIAN);
        header.put(Npy.MAGIC).put((byte) version).put((byte) 0);
        if (version == 1) {
            header.putShort((short) text.length);
        } else {
            header.putInt(text.length);
        }
        var bytes = new ByteArrayOutputStream();
        bytes.write(header.array());
        bytes.write(text);
        bytes.write(data);
        return Files.write(folder.resolve("a.npy"), bytes.toByteArray());
    }

    private static String dictionary(String descr, String shape) {
        return "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape);
    }

    private void refused(Path file, String message) {
        assertThatThrownBy(() -> Npy.read(file))
                .isInstanceOf(NpyException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void everyTypeAndShapeSurvives() {
        var random = new Random(3);
        var path = folder.resolve("t.npy");
        for (var type : new DType[] {DType.F16, DType.F32, DType.F64, DType.I32, DType.BOOL}) {
            for (var shape : new long[][] {{}, {0}, {5}, {1, 3}, {1, 2, 3}, {4, 0, 2}, {2, 3, 4, 5}}) {
                try (var tensor = Tensor.allocate(type, shape)) {
                    for (var i = 0; i < tensor.elements(); i++) {
                        tensor.set(i, random.nextInt(100) - 50);
                    }
                    Npy.write(path, tensor);
                    try (var back = Npy.read(path)) {
                        assertThat(back.type()).isEqualTo(type);
                        assertThat(back.shape()).isEqualTo(shape);
                        assertThat(back.toDoubles()).isEqualTo(tensor.toDoubles());
                    }
                    assertThat(Npy.header(path).start() % 64).isZero();
                }
            }
        }
    }

    @Test
    void writesWhatNumpyWrites() throws IOException {
        var path = folder.resolve("t.npy");
        try (var tensor = Tensor.of(new int[] {1, 2, 3}, 3)) {
            Npy.write(path, tensor);
        }
        var expected = "\u0093NUMPY\u0001\u0000v\u0000" + dictionary("<i4", "(3,)");
        assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).startsWith(expected);
        assertThat(Files.size(path)).isEqualTo(128 + 12);
    }

    @Test
    void readsAllVersionsAndBothByteOrders() throws IOException {
        for (var version = 1; version <= 3; version++) {
            for (var order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                var mark = order == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
                var floats = ByteBuffer.allocate(8).order(order).putFloat(1.5f).putFloat(-2);
                try (var t = Npy.read(file(version, dictionary(mark + "f4", "(2,)"), floats.array()))) {
                    assertThat(t.toFloats()).containsExactly(1.5f, -2);
                }
                var doubles =
                        ByteBuffer.allocate(16).order(order).putDouble(0.1).putDouble(-2);
                try (var t = Npy.read(file(version, dictionary(mark + "f8", "(2, 1)"), doubles.array()), DType.F32)) {
                    assertThat(t.toFloats()).containsExactly(0.1f, -2);
                    assertThat(t.shape()).containsExactly(2, 1);
                }
                var halves = ByteBuffer.allocate(2).order(order).putShort(Float.floatToFloat16(0.1f));
                try (var t = Npy.read(file(version, dictionary(mark + "f2", "()"), halves.array()), DType.F64)) {
                    assertThat(t.toDoubles()).containsExactly(Float.float16ToFloat(Float.floatToFloat16(0.1f)));
                }
                var longs = ByteBuffer.allocate(16).order(order).putLong(-5).putLong(Integer.MAX_VALUE);
                try (var t = Npy.read(file(version, dictionary(mark + "i8", "(2,)"), longs.array()))) {
                    assertThat(t.toInts()).containsExactly(-5, Integer.MAX_VALUE);
                }
            }
        }
        try (var t = Npy.read(file(1, dictionary("|b1", "(3,)"), new byte[] {0, 1, 2}))) {
            assertThat(t.toBooleans()).containsExactly(false, true, true);
        }
    }

    @Test
    void manyLongsGoInChunks() throws IOException {
        var longs = ByteBuffer.allocate(8 * 20_000).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < 20_000; i++) {
            longs.putLong(i * 3L);
        }
        try (var t = Npy.read(file(1, dictionary("<i8", "(20000,)"), longs.array()))) {
            for (var i = 0; i < 20_000; i++) {
                assertThat(t.get(i)).isEqualTo(i * 3);
            }
        }
    }

    @Test
    void bfloatIsWrittenAsFloat() {
        var path = folder.resolve("t.npy");
        try (var tensor = Tensor.allocate(DType.BF16, 2).copyFrom(new float[] {1.5f, -3})) {
            Npy.write(path, tensor);
        }
        try (var back = Npy.read(path);
                var again = Npy.read(path, DType.BF16)) {
            assertThat(back.type()).isEqualTo(DType.F32);
            assertThat(again.toFloats()).containsExactly(1.5f, -3);
        }
    }

    @Test
    void badFilesGetOneClearMessage() throws IOException {
        var f4 = dictionary("<f4", "(2, 3)");
        refused(
                file(1, f4, new byte[20]),
                "truncated: f4 of shape [2, 3] needs 24 bytes of data, 20 are there; copy or save it again");
        refused(
                file(1, f4, new byte[30]),
                "6 bytes follow the data of shape [2, 3]; the file holds more than one array, save each in its own");
        refused(
                file(1, f4.replace("False", "True"), new byte[24]),
                "the array is stored column by column (fortran_order); save np.ascontiguousarray(a) instead");
        refused(
                file(1, dictionary("<u2", "(1,)"), new byte[2]),
                "dtype '<u2' is not one of f2, f4, f8, i4, i8, bool; save a.astype('f4') or the like");
        refused(
                file(1, "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", new byte[4]),
                "dtype 'a structure' is not one of f2, f4, f8, i4, i8, bool; save a.astype('f4') or the like");
        refused(
                file(1, dictionary("<f4", "(99999999999999999999,)"), new byte[4]),
                "the header's shape (99999999999999999999,) is not readable; save the array anew with np.save");
        refused(
                file(1, dictionary("<f4", "(9999999999, 9999999999)"), new byte[4]),
                "truncated: f4 of shape [9999999999, 9999999999] needs 9223372036854775807 bytes of data, 4 are there; copy or save it again");
        refused(file(9, f4, new byte[24]), ".npy version 9 is unknown; save the array anew with np.save");
        refused(file(1, "{}", new byte[0]), "the header has no readable 'descr'; save the array anew with np.save");
        var big = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 31);
        refused(
                file(1, dictionary("<i8", "(1,)"), big.array()),
                "element 0 is 2147483648, which no i32 holds; only i8 files whose numbers fit can be read");
        refused(
                Files.write(folder.resolve("b.npy"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}),
                "not an .npy file (it does not begin with \\x93NUMPY); write it with np.save");
        refused(
                Files.write(folder.resolve("c.npy"), new byte[2]),
                "not an .npy file (it has 2 bytes); write it with np.save");
        var missing = folder.resolve("missing.npy");
        refused(missing, "no such file or folder: " + missing);
        var ints = file(1, dictionary("<i4", "(1,)"), new byte[4]);
        assertThatThrownBy(() -> Npy.read(ints, DType.F32))
                .isInstanceOf(NpyException.class)
                .hasMessage(ints + ": holds i4, but f32 is wanted; save a.astype('f4')");
    }

    @Test
    void everyCutOffFileIsRefused() throws IOException {
        var whole = Files.readAllBytes(file(1, dictionary("<f4", "(2,)"), new byte[8]));
        for (var length = 0; length < whole.length; length++) {
            var cut = Files.write(folder.resolve("cut.npy"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Npy.read(cut)).isInstanceOf(NpyException.class);
            assertThatThrownBy(() -> Npy.header(cut)).isInstanceOf(NpyException.class);
        }
    }

    @Test
    void nothingIsHalfWritten() throws IOException {
        try (var tensor = Tensor.of(new float[] {1}, 1)) {
            var nowhere = folder.resolve("no/such/folder.npy");
            assertThatThrownBy(() -> Npy.write(nowhere, tensor))
                    .isInstanceOf(NpyException.class)
                    .hasMessageStartingWith(nowhere + " cannot be written: no such file or folder");
            var taken = Files.createDirectory(folder.resolve("taken.npy"));
            assertThatThrownBy(() -> Npy.write(taken, tensor))
                    .isInstanceOf(NpyException.class)
                    .hasMessage(taken + " cannot be written: it is a folder");
            Npy.write(folder.resolve("t.npy"), tensor);
            Npy.write(folder.resolve("t.npy"), tensor);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("taken.npy", "t.npy");
        }
    }

    @Test
    void oneAxisHasNoOrder() throws IOException {
        var column = file(1, dictionary("<f4", "(2,)").replace("False", "True"), new byte[8]);
        assertThat(Npy.header(column).shape()).containsExactly(2L);
    }

    @Test
    void aFolderIsNoFile() {
        refused(folder, "a folder, not an .npy file");
    }

    @Test
    void writesOverADraft() throws IOException {
        var draft = Files.write(folder.resolve("draft"), new byte[1000]);
        try (var tensor = Tensor.allocate(DType.BF16, 2).copyFrom(new float[] {1.5f, -3})) {
            Npy.writeOver(draft, tensor);
        }
        try (var back = Npy.read(draft)) {
            assertThat(back.toFloats()).containsExactly(1.5f, -3);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(draft);
        }
    }

    @Test
    void realsConvertAndNothingElse() throws IOException {
        var reals = Npy.header(file(1, dictionary("<f2", "(1,)"), new byte[2]));
        assertThat(List.of(DType.values()))
                .filteredOn(reals::convertsTo)
                .containsExactlyInAnyOrder(DType.F16, DType.BF16, DType.F32, DType.F64);
        var whole = Npy.header(file(1, dictionary("<i8", "(1,)"), new byte[8]));
        assertThat(List.of(DType.values())).filteredOn(whole::convertsTo).containsExactly(DType.I32);
        var truths = Npy.header(file(1, dictionary("|b1", "(1,)"), new byte[1]));
        assertThat(List.of(DType.values())).filteredOn(truths::convertsTo).containsExactly(DType.BOOL);
    }
}
