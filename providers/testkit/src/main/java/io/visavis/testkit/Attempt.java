package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ProviderException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code send} and what came of it: a receipt or something thrown.
 *
 * @param requests what reached the vendor meanwhile and may have changed something there
 */
record Attempt(@Nullable CommandReceipt receipt, @Nullable Throwable thrown, List<Request> requests) {

    /** The classified failure; anything else fails the test. */
    ProviderException refusal() {
        assertThat(thrown).as("what send threw (its receipt was %s)", receipt).isInstanceOf(ProviderException.class);
        return (ProviderException) thrown;
    }

    /** The receipt; anything thrown fails the test. */
    CommandReceipt taken() {
        assertThat(thrown).as("what send threw").isNull();
        assertThat(receipt).as("the receipt").isNotNull();
        return receipt;
    }
}
