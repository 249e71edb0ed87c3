package io.visavis.gateway.video;

import io.visavis.gateway.video.room.TicketSecrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** A ticket's secret is the keyed hash of its seed. */
@Singleton
final class KeyedTicketSecrets implements TicketSecrets {

    private static final String PURPOSE = "call-ticket";

    private final CallKeys keys;

    KeyedTicketSecrets(CallKeys keys) {
        this.keys = keys;
    }

    @Override
    public String of(String seed) {
        return keys.sign(PURPOSE, seed.getBytes(StandardCharsets.UTF_8));
    }
}
