package io.visavis.gateway.outbox;

import io.visavis.spi.Capability;
import io.visavis.spi.ProviderDescriptor;
import java.time.Duration;

/**
 * What a provider states about a command that may have arrived: it is repeated where the vendor drops repeats; where the
 * vendor echoes, the echo decides.
 *
 * @param echoPatience zero where there are no echoes
 */
record Doubt(boolean dropsRepeats, Duration echoPatience) {

    static Doubt of(ProviderDescriptor descriptor) {
        return new Doubt(
                descriptor.capabilities().contains(Capability.DROPS_REPEATS),
                descriptor.rules().echoPatience());
    }

    /** Only words come back. */
    boolean awaitsEchoOf(OutboxRow row) {
        boolean words = row.kind() == CommandKind.MESSAGE || row.kind() == CommandKind.NOTICE;
        return words && !dropsRepeats && echoPatience.isPositive();
    }
}
