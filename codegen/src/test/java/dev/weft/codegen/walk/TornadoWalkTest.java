package dev.weft.codegen.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Target;
import dev.weft.dsl.random.RandomSpecs;
import dev.weft.runtime.Device;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Random legal specs, woven for TornadoVM, on the emulator against the interpreter. It also finds what numbers do not
/// show: races, reads of what nobody wrote, divergent barriers.
///
/// `-Dweft.random.tornado=500` tries more of them, `-Dweft.random.first=1000` starts elsewhere.
class TornadoWalkTest {
    private static final int COUNT = Integer.getInteger("weft.random.tornado", 50);
    private static final long FIRST = Long.getLong("weft.random.first", 1);

    @Test
    void randomSpecsMeanTheSame() {
        var specs = LongStream.range(FIRST, FIRST + COUNT)
                .mapToObj(RandomSpecs::of)
                .map(Spec::of)
                .toList();
        var batch = Batch.of(specs, _ -> Set.of(Target.TORNADO));
        assertThat(specs.stream()
                        .flatMap(spec -> failures(spec, batch).stream())
                        .toList())
                .isEmpty();
    }

    private static List<String> failures(Spec spec, Batch batch) {
        var wrong = Walk.wrong(
                spec,
                spec.expected(),
                batch.kernel(spec),
                (kernel, sizes) -> Device.tornado().plan(kernel, sizes));
        return wrong.isEmpty() ? List.of() : List.of(wrong + "\n" + spec.one());
    }
}
