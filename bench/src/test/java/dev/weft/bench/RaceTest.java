package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RaceTest {
    private final List<String> order = new ArrayList<>();
    private long now;

    @Test
    void contestantsTakeTurnsAfterAllAreWarm() {
        var race = new Race(Duration.ZERO, 2, () -> now);
        race.run(List.of(contestant("a", 10), contestant("b", 20)));
        assertThat(String.join("", order)).isEqualTo("aaabbb" + "aabb" + "bbaa");
    }

    @Test
    void everyRoundIsTimedOnce() {
        var race = new Race(Duration.ZERO, 20, () -> now);
        var times = race.run(List.of(contestant("a", 10), contestant("b", 20)));
        assertThat(times).extracting(Statistics::runs).containsExactly(20, 20);
        assertThat(times).extracting(Statistics::median).containsExactly(10e-9, 20e-9);
    }

    @Test
    void warmingUpTakesAsLongAsItIsTold() {
        var race = new Race(Duration.ofNanos(100), 1, () -> now);
        race.run(List.of(contestant("a", 10)));
        assertThat(order).hasSize(10 + 2);
    }

    private Contestant contestant(String name, long nanos) {
        return new Contestant() {
            @Override
            public void run() {
                order.add(name);
                now += nanos;
            }

            @Override
            public float output(int b, int h, int i, int d) {
                return 0;
            }

            @Override
            public long inputsAndOutputs() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
