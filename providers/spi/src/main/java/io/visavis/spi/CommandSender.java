package io.visavis.spi;

/** Carries commands to the vendor: one attempt, no retries (the gateway retries by the exception's kind). */
public interface CommandSender {

    /**
     * Carries out one command.
     *
     * @throws ProviderException classified, so that the gateway can decide
     */
    CommandReceipt send(ProviderCommand command);
}
