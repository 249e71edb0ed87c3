package io.visavis.gateway.admin;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.InstalledPlugin;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.CommandSender;
import io.visavis.spi.Correlation;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.SettingSpec;
import io.visavis.spi.Setup;
import io.visavis.spi.WebhookReceiver;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A vendor that understands and takes what the test says, and serves every stored connection; and a clock that a test moves. */
@Factory
@Requires(property = "spec.name", value = "admin")
final class FakeVendor implements Provider {
    static final ProviderDescriptor DESCRIPTOR = ProviderDescriptor.builder("fake")
            .displayName("Fake")
            .chatMode("fake-chat")
            .webhookPath("fake")
            .setting(SettingSpec.required("region", "Where the account is").oneOf("eu", "us"))
            .setting(SettingSpec.secret("client-secret", "Shown once by the vendor"))
            .build();

    volatile boolean understands;
    /** Null: it cannot be set up from here. */
    final AtomicReference<@Nullable Setup> setup = new AtomicReference<>();
    /** Null: nothing is wrong with its jar. */
    final AtomicReference<@Nullable String> jarProblem = new AtomicReference<>();
    /** Null: it answers when it is tried. */
    final AtomicReference<@Nullable String> silent = new AtomicReference<>();

    final AtomicReference<String> says = new AtomicReference<>("is a fake");
    /** Null: its connections run. */
    final AtomicReference<@Nullable Absence> absence = new AtomicReference<>();
    /** Null: the absence is all connections'; else of this one alone. */
    final AtomicReference<@Nullable ConnectionId> absent = new AtomicReference<>();
    /** Null: it takes everything. */
    final AtomicReference<ProviderException> refuses = new AtomicReference<>();

    @Singleton
    @Primary
    MovableClock clock() {
        return new MovableClock();
    }

    @Singleton
    @Primary
    InstalledProviders installed() {
        return new InstalledProviders() {
            @Override
            public List<InstalledPlugin> plugins() {
                return List.of(new InstalledPlugin("fake.jar", "fake", "1.0.0", "fake-chat", jarProblem.get()));
            }

            @Override
            public List<ProviderDescriptor> descriptors() {
                return List.of(DESCRIPTOR);
            }

            @Override
            public Optional<ProviderDescriptor> descriptor(String providerId) {
                return descriptors().stream()
                        .filter(it -> it.id().equals(providerId))
                        .findFirst();
            }
        };
    }

    @Singleton
    @Primary
    LiveProviders live(Connections connections) {
        return new LiveProviders() {
            @Override
            public Optional<LiveProvider> find(ConnectionId connection) {
                return absenceOf(connection) == null
                        ? connections.find(connection).map(FakeVendor.this::serving)
                        : Optional.empty();
            }

            @Override
            public Optional<Absence> trouble(ConnectionId connection) {
                return Optional.ofNullable(absenceOf(connection));
            }

            @Override
            public Optional<String> objection(Connection connection) {
                return "unusable".equals(connection.settings().get("client-secret"))
                        ? Optional.of("setting 'client-secret' must be usable")
                        : Optional.empty();
            }

            @Override
            public List<LiveProvider> ofApplication(ApplicationId application) {
                return connections.ofApplication(application).stream()
                        .map(FakeVendor.this::serving)
                        .toList();
            }
        };
    }

    private @Nullable Absence absenceOf(ConnectionId connection) {
        ConnectionId alone = absent.get();
        return alone == null || alone.equals(connection) ? absence.get() : null;
    }

    private LiveProvider serving(Connection connection) {
        return new LiveProvider(connection.id(), connection.applicationId(), DESCRIPTOR, this, Map.of());
    }

    @Override
    public CheckResult check() {
        String reason = silent.get();
        return reason == null ? CheckResult.ok(says.get()) : CheckResult.failed(reason);
    }

    @Override
    public WebhookReceiver webhooks() {
        return new WebhookReceiver() {
            @Override
            public Optional<String> dedupKey(RawWebhook webhook) {
                return Optional.empty();
            }

            @Override
            public List<ProviderEvent> translate(AcceptedWebhook webhook) {
                return understands
                        ? List.of()
                        : List.of(new ProviderEvent.Unrecognised(
                                Correlation.none(), webhook.receivedAt(), "novelty", "never heard of it"));
            }
        };
    }

    @Override
    public Optional<Setup> setup() {
        return Optional.ofNullable(setup.get());
    }

    @Override
    public CommandSender commands() {
        return command -> {
            ProviderException refusal = refuses.get();
            if (refusal != null) {
                throw refusal;
            }
            return CommandReceipt.of("vendor-" + command.idempotencyKey());
        };
    }
}
