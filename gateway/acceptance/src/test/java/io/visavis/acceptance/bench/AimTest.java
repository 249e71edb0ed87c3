package io.visavis.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AimTest {

    @Test
    void aFigureIsJudgedOnTheRightSideOfItsBound() {
        assertThat(Aim.under(10, "us").judge(9.9)).isEqualTo("   (aim: under 10 us, met)");
        assertThat(Aim.under(10, "us").judge(10)).endsWith(", MISSED)");
        assertThat(Aim.over(10_000, "/s").judge(10_001)).isEqualTo("   (aim: over 10,000 /s, met)");
        assertThat(Aim.over(10_000, "/s").judge(9_999)).endsWith(", MISSED)");
    }

    @Test
    void nothingMeasuredMeetsNoAim() {
        assertThat(Aim.under(20, "ms").judge(new Latencies().percentileMillis(0.99)))
                .endsWith(", MISSED)");
    }
}
