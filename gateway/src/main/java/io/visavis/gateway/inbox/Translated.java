package io.visavis.gateway.inbox;

import io.visavis.spi.ProviderEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in the words of the SPI.
 *
 * @param treatment decided already (nobody could translate it); null when its events decide
 */
record Translated(
        InboxRow row, List<ProviderEvent> events, @Nullable Treatment treatment) {

    static Translated of(InboxRow row, List<ProviderEvent> events) {
        return new Translated(row, events, null);
    }

    Translated parked(String note) {
        return new Translated(row, List.of(), new Treatment.Park(note));
    }
}
