package io.visavis.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.gateway.storage.CrashPoint.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrashPointTest {
    private final List<String> crashes = new ArrayList<>();

    private Trigger trigger(@Nullable String text) {
        return Trigger.parse(text, (point, at) -> crashes.add(point.wireName() + ":" + at));
    }

    private static void passAll(Trigger trigger, int times) {
        for (int i = 0; i < times; i++) {
            Arrays.stream(CrashPoint.values()).forEach(trigger::pass);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "no-such-point"})
    void withoutAPointNothingHappens(@Nullable String text) {
        passAll(trigger(text), 3);
        assertThat(crashes).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPointCrashesAtItsFirstPassingOnly(CrashPoint point) {
        passAll(trigger(" " + point.wireName() + " "), 3);
        assertThat(crashes).containsExactly(point.wireName() + ":1");
    }

    @Test
    void aNumberNamesThePassing() {
        Trigger trigger = trigger("webhook-stored:20");
        passAll(trigger, 19);
        assertThat(crashes).isEmpty();
        passAll(trigger, 5);
        assertThat(crashes).containsExactly("webhook-stored:20");
    }

    @Test
    void anythingElseBehindTheColonIsRefused() {
        assertThatThrownBy(() -> trigger("webhook-stored:soon")).isInstanceOf(NumberFormatException.class);
    }
}
