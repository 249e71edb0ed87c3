package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whom the wrong guesses of one hold up. */
class FailureLimitsTest {
    private final FailureLimits limits = new FailureLimits("on");

    private void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            limits.failed(name, address);
        }
    }

    @Test
    void whoGuessesOneNameHoldsUpNobodyElse() {
        fail("cli_a", "192.0.2.1", 10);

        assertThat(limits.delay("cli_a", "192.0.2.1")).isPresent();
        assertThat(limits.delay("cli_b", "192.0.2.1"))
                .as("another client behind the same address")
                .isEmpty();
        assertThat(limits.delay("cli_a", "192.0.2.2"))
                .as("the client itself, from where it lives")
                .isEmpty();
    }

    @Test
    void whoGuessesManyNamesIsHeldUpAtAllOfThem() {
        // More than the limit: a second on a slow machine gives one back.
        for (int i = 0; i < 120; i++) {
            fail("cli_" + i, "192.0.2.1", 1);
        }

        assertThat(limits.delay("cli_new", "192.0.2.1")).isPresent();
        assertThat(limits.delay("cli_new", "192.0.2.2")).isEmpty();
    }

    @Test
    void offIsWithoutLimits() {
        FailureLimits off = new FailureLimits("off");
        for (int i = 0; i < 120; i++) {
            off.failed("cli_a", "192.0.2.1");
        }

        assertThat(off.delay("cli_a", "192.0.2.1")).isEmpty();
    }
}
