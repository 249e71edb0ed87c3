package io.visavis.gateway.plugin;

import io.visavis.gateway.access.Connection;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.Absence.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what serves a connection next, by its row and the jar that is installed: the provider that it has, a new one, an older
 * one that goes on, or none and why. Keeps nothing itself; safe to ask from many threads.
 */
final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);
    /** Making one reaches nothing, so the same settings and jar mostly come to the same. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final PluginHost plugins;
    private final ProviderMaker maker;
    private final Clock clock;

    Succession(PluginHost plugins, ProviderMaker maker, Clock clock) {
        this.plugins = plugins;
        this.maker = maker;
        this.clock = clock;
    }

    /** Why a connection has no provider of this jar ({@code installed}, null for none) and version of its row. */
    record Trouble(long version, @Nullable Generation installed, Absence absence, Instant tryAgain) {

        private boolean stands(Connection connection, Generation now, Instant at) {
            return version == connection.version() && installed == now && at.isBefore(tryAgain);
        }
    }

    /** What comes of a connection: a provider, a trouble, or both where an older provider still serves. */
    record Next(
            ConnectionId id,
            @Nullable ServedConnection served,
            @Nullable Trouble trouble) {}

    /**
     * What serves it from now on. A provider that is not {@code known} was made for this, and is the caller's to close.
     *
     * @param known what has served it so far
     * @param before why it was not served, or not by the newest jar; then nothing is made anew as long as that stands
     */
    Next next(Connection connection, @Nullable ServedConnection known, @Nullable Trouble before) {
        Generation installed = plugins.generation(connection.providerId()).orElse(null);
        if (installed == null) {
            LOG.debug("connection {} waits for provider {}", connection.id(), connection.providerId());
            return new Next(
                    connection.id(), null, new Trouble(connection.version(), null, missing(connection), Instant.MIN));
        }
        if (known != null && known.isOf(connection, installed)) {
            return new Next(connection.id(), known.described(), null);
        }
        Trouble now = before != null && before.stands(connection, installed, clock.instant()) ? before : null;
        if (now == null) {
            if (!installed.retain()) {
                return new Next(connection.id(), null, null);
            }
            try {
                return new Next(connection.id(), maker.make(connection, installed), null);
            } catch (RuntimeException e) {
                now = new Trouble(
                        connection.version(),
                        installed,
                        absence(connection, e),
                        clock.instant().plus(TRY_AGAIN));
                LOG.error("connection {} cannot be used: {}", connection.id(), e.getMessage(), e);
            }
        }
        // A newer jar that does not take these settings: its older self still does.
        boolean olderServes = known != null && known.version() == connection.version();
        return new Next(connection.id(), olderServes ? known : null, now);
    }

    /** What stands against a connection's settings, in an administrator's words: a provider is made of them, and closed. */
    Optional<String> objection(Connection connection) {
        try {
            plugins.generation(connection.providerId())
                    .filter(Generation::retain)
                    .ifPresent(installed -> maker.make(connection, installed).closeLater());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.info("settings of connection {} are refused: {}", connection.id(), e.getMessage());
            return Optional.of(absence(connection, e).detail());
        }
    }

    private static Absence missing(Connection connection) {
        return new Absence(
                Reason.NOT_INSTALLED,
                "No running plugin serves '" + connection.providerId()
                        + "'; put its jar into the plugin folder, and see the list of providers.");
    }

    private static Absence absence(Connection connection, RuntimeException thrown) {
        Throwable cause = thrown instanceof ProviderFault ? thrown.getCause() : null;
        if (cause instanceof IllegalArgumentException words && words.getMessage() != null) {
            return new Absence(Reason.SETTINGS_REFUSED, words.getMessage());
        }
        return new Absence(
                Reason.PLUGIN_FAILED,
                Optional.ofNullable(cause)
                        .flatMap(broken -> BrokenCode.words(broken, connection))
                        .map(broken -> "the provider cannot be made: " + broken)
                        .orElse("the provider cannot be made of these settings; see the log"));
    }
}
