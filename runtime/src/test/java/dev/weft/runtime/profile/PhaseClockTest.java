package dev.weft.runtime.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PhaseClockTest {
    private final AtomicLong now = new AtomicLong(-1000);
    private final PhaseClock clock = new RunningClock(now::get);

    private void lap(long nanos, RunPhase phase) {
        now.addAndGet(nanos);
        clock.lap(phase);
    }

    @Test
    void addsUpTheLapsOfEachPhase() {
        clock.start();
        lap(5, RunPhase.KEYS);
        lap(7, RunPhase.SCORES);
        lap(11, RunPhase.KEYS);
        assertThat(clock.nanos(RunPhase.KEYS)).isEqualTo(16);
        assertThat(clock.nanos(RunPhase.SCORES)).isEqualTo(7);
        assertThat(clock.nanos(RunPhase.VALUES)).isZero();
    }

    @Test
    void waitingBelongsToNoPhase() {
        clock.start();
        lap(5, RunPhase.KEYS);
        now.addAndGet(1_000_000);
        clock.start();
        lap(7, RunPhase.KEYS);
        assertThat(clock.nanos(RunPhase.KEYS)).isEqualTo(12);
    }

    @Test
    void forgetsWhatWasBeforeAReset() {
        clock.start();
        lap(5, RunPhase.MERGE);
        clock.reset();
        clock.start();
        lap(3, RunPhase.ROWS);
        assertThat(clock.nanos(RunPhase.MERGE)).isZero();
        assertThat(clock.nanos(RunPhase.ROWS)).isEqualTo(3);
    }

    @Test
    void aSilentClockTellsNothing() {
        var silent = PhaseClock.silent();
        silent.start();
        silent.lap(RunPhase.SCORES);
        silent.reset();
        for (var phase : RunPhase.values()) {
            assertThat(silent.nanos(phase)).isZero();
        }
    }
}
