package dev.weft.cli.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.console.Failure;
import dev.weft.runtime.DType;
import dev.weft.runtime.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is what is read, for every type and rank, and no damaged header is taken.
final class NpyTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyTypeAndRankRoundTrips() throws IOException {
        long[][] shapes = {{}, {0}, {5}, {1, 3}, {2, 0, 4}, {2, 3, 4, 5}};
        for (var type : DType.values()) {
            for (var shape : shapes) {
                var path = folder.resolve("t.npy");
                try (var tensor = Tensor.allocate(type, shape)) {
                    for (long n = 0; n < tensor.elements(); n++) {
                        tensor.set(n, (int) (n % 2));
                    }
                    NpyWriter.write(path, tensor);
                    var file = NpyFile.open(path);
                    assertThat(file.start() % 64).isZero();
                    file.checkConvertible("t", type);
                    try (var read = file.read(type)) {
                        assertThat(read.shape()).isEqualTo(shape);
                        assertThat(read.toDoubles()).isEqualTo(tensor.toDoubles());
                    }
                }
            }
        }
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        var path = folder.resolve("t.npy");
        try (var tensor = Tensor.allocate(DType.F32, 3, 4)) {
            NpyWriter.write(path, tensor);
        }
        var bytes = Files.readAllBytes(path);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(path, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> NpyFile.open(path)).isInstanceOf(Failure.class);
        }
    }
}
