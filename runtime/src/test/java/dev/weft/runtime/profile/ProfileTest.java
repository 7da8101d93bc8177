package dev.weft.runtime.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static PhaseClock worked(long scores, long values) {
        var now = new AtomicLong();
        var clock = new RunningClock(now::get);
        clock.start();
        now.addAndGet(values);
        clock.lap(RunPhase.VALUES);
        now.addAndGet(scores);
        clock.lap(RunPhase.SCORES);
        return clock;
    }

    @Test
    void sumsOverThreads() {
        var profile = Profile.of(List.of(worked(3, 10), worked(4, 20)), Duration.ofNanos(30));
        assertThat(profile.phases())
                .containsExactly(
                        entry(RunPhase.SCORES, Duration.ofNanos(7)), entry(RunPhase.VALUES, Duration.ofNanos(30)));
        assertThat(profile.whole()).isEqualTo(Duration.ofNanos(60));
        assertThat(profile.rest()).isEqualTo(Duration.ofNanos(23));
        assertThat(profile.isEmpty()).isFalse();
    }

    @Test
    void theRestIsNeverNegative() {
        var profile = new Profile(Map.of(RunPhase.KERNELS, Duration.ofNanos(9)), Duration.ofNanos(8));
        assertThat(profile.rest()).isZero();
    }

    @Test
    void silentClocksMakeAnEmptyOne() {
        var profile = Profile.of(List.of(PhaseClock.silent(), PhaseClock.silent()), Duration.ofNanos(5));
        assertThat(profile.isEmpty()).isTrue();
        assertThat(Profile.EMPTY.isEmpty()).isTrue();
        assertThat(Profile.EMPTY.rest()).isZero();
    }

    @Test
    void isNobodysToChange() {
        var phases = Profile.of(List.of(worked(3, 10)), Duration.ofNanos(30)).phases();
        assertThatThrownBy(() -> phases.put(RunPhase.MERGE, Duration.ZERO))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void phasesHaveNamesForPeople() {
        assertThat(RunPhase.COPY_OUT).hasToString("copy out");
        assertThat(RunPhase.values())
                .allSatisfy(phase -> assertThat(phase.what()).isNotBlank());
    }
}
