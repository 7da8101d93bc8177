package dev.weft.runtime.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TunedFileTest {
    private static final TunedSchedule SCHEDULE = new TunedSchedule(
            "Causal",
            "0123456789abcdef",
            "JVM, 2 threads, 512-bit vectors",
            Machine.describe(),
            numbers("N", 4096, "D", 64),
            "w=256",
            numbers("rowTile", 144, "parts", 1),
            "12.3 ms",
            numbers("rowTile", 96),
            "11.2 ms, 0.910 of the formula's time",
            List.of("rowTile=48 : 13.0 ms", "parts=2 : refused, why not"));

    @TempDir
    private Path folder = Path.of("");

    private static SequencedMap<String, Integer> numbers(Object... pairs) {
        var numbers = new LinkedHashMap<String, Integer>();
        for (int at = 0; at < pairs.length; at += 2) {
            numbers.put((String) pairs[at], (Integer) pairs[at + 1]);
        }
        return numbers;
    }

    private static Planned planned(SequencedMap<String, Integer> sizes) {
        return new Planned("Causal", SCHEDULE.spec(), SCHEDULE.device(), sizes);
    }

    private static TunedFile file(TunedSchedule... schedules) {
        return new TunedFile("causal.tuned", List.of(schedules));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var text = file(SCHEDULE).text();
        assertThat(text.lines())
                .startsWith("weft-tuned 1")
                .contains("kernel   Causal", "sizes    N=4096 D=64", "formula  rowTile=144 parts=1 : 12.3 ms");
        assertThat(TunedText.parse("causal.tuned", text)).isEqualTo(file(SCHEDULE));
        var formula = chosen(numbers(), numbers("N", 0, "D", 8));
        var both = file(SCHEDULE, formula);
        assertThat(both.text()).contains("chosen   formula : ");
        assertThat(TunedText.parse("causal.tuned", both.text())).isEqualTo(both);
    }

    private static TunedSchedule chosen(SequencedMap<String, Integer> chosen, SequencedMap<String, Integer> sizes) {
        return new TunedSchedule(
                SCHEDULE.kernel(),
                SCHEDULE.spec(),
                SCHEDULE.device(),
                SCHEDULE.machine(),
                sizes,
                "",
                SCHEDULE.formula(),
                "1 ms",
                chosen,
                "no other was faster",
                List.of());
    }

    @Test
    void aSizeIsReplacedAndOthersStay() {
        var other = chosen(numbers("parts", 2), numbers("N", 1, "D", 64));
        var again = chosen(numbers("parts", 3), numbers("N", 4096, "D", 64));
        assertThat(file(SCHEDULE).with(other).with(again).schedules()).containsExactly(other, again);
    }

    @Test
    void sizesAreLookedUp() {
        var found = file(SCHEDULE).find(planned(numbers("N", 4096, "D", 64)));
        assertThat(found).hasValue(SCHEDULE);
        assertThat(SCHEDULE.describe()).isEqualTo("rowTile=96 instead of 144");
        assertThat(file(SCHEDULE).find(planned(numbers("N", 5, "D", 64)))).isEmpty();
        assertThat(file(SCHEDULE).find(new Planned("Other", "", "", numbers()))).isEmpty();
    }

    @Test
    void otherEquationsDevicesAndMachinesAreRefused() {
        var sizes = numbers("N", 4096, "D", 64);
        assertThatThrownBy(
                        () -> file(SCHEDULE).find(new Planned("Causal", "fedcba9876543210", SCHEDULE.device(), sizes)))
                .isInstanceOf(TuningException.class)
                .hasMessageStartingWith(
                        "causal.tuned was measured for the equations Causal (0123456789abcdef), and this is"
                                + " fedcba9876543210. Cure: measure anew with `weft tune`");
        assertThatThrownBy(() -> file(SCHEDULE)
                        .find(new Planned("Causal", SCHEDULE.spec(), "JVM, 1 thread, plain loops", sizes)))
                .isInstanceOf(TuningException.class)
                .hasMessageContaining("the device (JVM, 2 threads, 512-bit vectors), and this is JVM, 1 thread");
        var elsewhere = TunedText.parse(
                "causal.tuned", file(SCHEDULE).text().replace(Machine.describe(), "Z80, 1 processor, z80"));
        assertThatThrownBy(() -> elsewhere.find(planned(sizes)))
                .isInstanceOf(TuningException.class)
                .hasMessageContaining("the machine (Z80, 1 processor, z80), and this is " + Machine.describe());
    }

    @Test
    void otherVersionsAreRefused() {
        var text = file(SCHEDULE).text().replace("weft-tuned 1", "weft-tuned 2");
        assertThatThrownBy(() -> TunedText.parse("causal.tuned", text))
                .isInstanceOf(TuningException.class)
                .hasMessage("causal.tuned is of version 2, and this Weft reads version 1. Cure: measure anew with"
                        + " `weft tune`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weft-tuned 1|PK|1: a file of `weft tune` begins with `weft-tuned 1`",
                "spec     0123456789abcdef|# gone|13: the schedule that ends here does not say its `spec`",
                "rowTile=144|rowTile=many|13: `rowTile=many` is no `name=number`",
                "N=4096|=4096|13: `=4096` is no `name=number`",
                "N=4096|N|13: `N` is no `name=number`",
                "params|parms|9: `parms` is none of kernel, spec, device, machine, sizes, params, formula, chosen, measured",
                "device|kernel|6: `kernel` is said twice of one schedule"
            })
    void damageIsToldWithItsLine(String what, String by, String why) {
        var text = file(SCHEDULE).text().replaceFirst(what, by);
        assertThatThrownBy(() -> TunedText.parse("causal.tuned", text))
                .isInstanceOf(TuningException.class)
                .hasMessageContaining("causal.tuned is damaged at line " + why);
    }

    @Test
    void filesThatAreEmptyOrNotThereAreRefused() throws IOException {
        var file = folder.resolve("causal.tuned");
        assertThatThrownBy(() -> TunedFile.read(file))
                .isInstanceOf(TuningException.class)
                .hasMessageContaining("cannot be read");
        Files.writeString(file, "");
        assertThatThrownBy(() -> TunedFile.read(file))
                .isInstanceOf(TuningException.class)
                .hasMessageContaining("is damaged at line 1: it is empty");
    }
}
