package io.visavis.gateway.video.room;

/** Makes a ticket's secret from its seed: always the same, and not to be guessed without the installation's key. */
@FunctionalInterface
public interface TicketSecrets {

    /** At least 128 bits in {@code [A-Za-z0-9_-]}. */
    String of(String seed);
}
