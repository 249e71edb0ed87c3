package io.visavis.gateway.plugin;

import io.visavis.gateway.access.Connection;
import io.visavis.spi.ProviderDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's live provider and what it was made of. Holds its generation until it is closed.
 *
 * @param version of the connection's row
 */
record ServedConnection(long version, Generation generation, ContainedProvider contained, LiveProvider provider) {
    private static final Logger LOG = LoggerFactory.getLogger(ServedConnection.class);

    /** Whether it would be made of the same again. */
    boolean isOf(Connection connection, Generation installed) {
        return version == connection.version() && generation == installed;
    }

    /** Whether it was made with the other, whatever either has found out since. */
    boolean isSameAs(@Nullable ServedConnection other) {
        return other != null && version == other.version && generation == other.generation;
    }

    /** With a fresh look at what the connection offers: rights may be known only since the first token. */
    ServedConnection described() {
        ProviderDescriptor now;
        try {
            now = provider.provider().describe(generation.descriptor());
        } catch (RuntimeException e) {
            LOG.warn("connection {} cannot say what it offers: {}", provider.connectionId(), e.toString());
            return this;
        }
        return new ServedConnection(
                version,
                generation,
                contained,
                new LiveProvider(
                        provider.connectionId(),
                        provider.applicationId(),
                        now,
                        provider.provider(),
                        provider.settings()));
    }

    /** Closes it behind the calls that it is in, each up to its deadline; returns at once. */
    void closeLater() {
        Thread.ofVirtual().name("close-provider").start(() -> close(contained::close));
    }

    /** Closes it at the end of the gateway. Waits for the calls that it is in, though not for long. */
    void closeSoon() {
        close(contained::closeSoon);
    }

    private void close(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.warn("connection {}: its old provider did not close", provider.connectionId(), e);
        } finally {
            generation.release();
        }
    }
}
