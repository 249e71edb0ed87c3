package io.visavis.gateway.plugin;

import io.micronaut.context.annotation.Value;
import io.micronaut.security.oauth2.endpoint.token.request.TokenEndpointClient;
import io.visavis.gateway.access.Connection;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.SettingSpec;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a connection's provider of a generation's factory, and lends it what it needs. */
@Singleton
final class ProviderMaker {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderMaker.class);
    private static final int CALLS_PER_CONNECTION = 32;
    private static final Duration CREATE = Duration.ofSeconds(5);

    private final TokenEndpointClient tokenClient;
    private final Clock clock;
    private final String publicUrl;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ProviderMaker(TokenEndpointClient tokenClient, Clock clock, @Value("${visavis.public-url}") String publicUrl) {
        this.tokenClient = tokenClient;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /**
     * Makes one, without reaching the vendor. Takes over the caller's hold of the generation: it ends with what is
     * returned, or here when none can be made.
     *
     * @throws RuntimeException as {@link ContainedCalls#call} does
     */
    ServedConnection make(Connection connection, Generation installed) {
        String id = connection.id().value();
        ContainedCalls calls = new ContainedCalls(id, installed.classLoader(), CALLS_PER_CONNECTION, Duration.ZERO);
        Provider made = null;
        ContainedProvider contained = null;
        try {
            ConnectionSettings settings =
                    new ConnectionSettings(withDefaults(installed.descriptor(), connection.settings()));
            HostContext context = context(connection, installed.descriptor());
            made = calls.call("create", CREATE, () -> installed.factory().create(settings, context));
            contained = new ContainedProvider(id, made, calls, CallLimits.USUAL);
            return new ServedConnection(
                    connection.version(),
                    installed,
                    contained,
                    new LiveProvider(
                            connection.id(),
                            connection.applicationId(),
                            contained.describe(installed.descriptor()),
                            contained,
                            connection.plainSettings()));
        } catch (RuntimeException e) {
            Runnable closing = closing(contained, made, calls);
            Thread.ofVirtual().name("plugin-unload").start(() -> discard(closing, calls, installed));
            throw e;
        }
    }

    /** Of as much as there is. */
    private static Runnable closing(
            @Nullable ContainedProvider contained, @Nullable Provider made, ContainedCalls calls) {
        if (contained != null) {
            return contained::close;
        }
        return made == null ? () -> {} : () -> calls.callLast("close", CREATE, made::close);
    }

    private static void discard(Runnable closing, ContainedCalls calls, Generation installed) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.warn("a provider that could not be used did not close either: {}", e.toString());
        } finally {
            calls.close();
            installed.release();
        }
    }

    private HostContext context(Connection connection, ProviderDescriptor declared) {
        return new HostContext(
                connection.id().value(),
                URI.create(
                        publicUrl + "/api/" + declared.webhookPath() + "/" + connection.id() + "/conversations/events"),
                new LentHttpClient(http),
                clock,
                new OAuthAccessTokens(tokenClient, clock));
    }

    private static Map<String, String> withDefaults(ProviderDescriptor declared, Map<String, String> given) {
        Map<String, String> all = new HashMap<>();
        for (SettingSpec setting : declared.settings()) {
            if (setting.defaultValue() != null) {
                all.put(setting.name(), setting.defaultValue());
            }
        }
        all.putAll(given);
        return all;
    }
}
