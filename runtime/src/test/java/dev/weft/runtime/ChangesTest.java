package dev.weft.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.runtime.tornado.Span;
import org.junit.jupiter.api.Test;

/// What a tensor tells those who keep copies of it.
final class ChangesTest {
    @Test
    void copiesLearnWhatCameAfterThem() {
        var changes = new Changes(1_000_000);
        long first = changes.version();
        changes.add(10, 5);
        long second = changes.version();
        changes.add(40, 2);
        assertThat(changes.since(first)).containsExactly(new Span(10, 5), new Span(40, 2));
        assertThat(changes.since(second)).containsExactly(new Span(40, 2));
        assertThat(changes.since(changes.version())).isEmpty();
    }

    @Test
    void stretchesGrowUntilSomebodyHasSeenThem() {
        var changes = new Changes(1_000_000);
        long first = changes.version();
        for (int n = 0; n < 10_000; n++) {
            changes.add(n, 1);
        }
        assertThat(changes.since(first)).containsExactly(new Span(0, 10_000));
        long second = changes.version();
        changes.add(10_000, 1);
        assertThat(changes.since(second)).containsExactly(new Span(10_000, 1));
    }

    @Test
    void whatIsForgottenIsAll() {
        var changes = new Changes(1_000_000);
        long first = changes.version();
        for (int n = 0; n < 5000; n++) {
            changes.add(3L * n, 1);
        }
        assertThat(changes.since(first)).containsExactly(new Span(0, 1_000_000));
        assertThat(changes.since(changes.version())).isEmpty();
    }

    @Test
    void tensorsNoteWhatTheyAreToldAndNothingBefore() {
        try (var tensor = Tensor.allocate(DType.F32, 4, 5)) {
            tensor.set(3, 1);
            var changes = tensor.changes();
            long before = changes.version();
            assertThat(changes.since(before)).isEmpty();
            tensor.set(7, 1);
            tensor.changed(10, 4);
            assertThat(changes.since(before)).containsExactly(new Span(7, 1), new Span(10, 4));
            tensor.copyFrom(new float[20]);
            assertThat(changes.since(before)).contains(new Span(0, 20));
            assertThatThrownBy(() -> tensor.changed(18, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
