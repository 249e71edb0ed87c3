package io.visavis.testkit.flaws;

import io.visavis.spi.Availability;
import io.visavis.spi.Capability;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderContext;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.SettingSpec;
import io.visavis.testkit.acme.Acme;
import io.visavis.testkit.acme.AcmeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** L1 to L8. */
public final class LifecycleFlaws {
    private LifecycleFlaws() {}

    public static Stream<Flaw> all() {
        return Stream.of(
                new Flaw("L1", "has another name each time", new Moody()),
                Flaw.of("L2", "looks for the vendor when it is made", (settings, context) -> {
                    Acme acme = new Acme(settings, context);
                    acme.check();
                    return acme;
                }),
                Flaw.of(
                        "L2",
                        "leaves traces at the vendor when it checks",
                        (settings, context) -> new Acme(settings, context) {
                            @Override
                            public CheckResult check() {
                                line().call("POST", "/chats", null, BodyPublishers.noBody(), BodyHandlers.discarding());
                                return super.check();
                            }
                        }),
                Flaw.of("L3", "shows a secret it cannot use", (settings, context) -> {
                    try {
                        return new Acme(settings, context);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(e.getMessage() + ": " + settings.require("api-key"), e);
                    }
                }),
                new Flaw("L4", "takes its key for something to show", new Careless()),
                Flaw.of("L5", "offers more than its factory", (settings, context) -> new Acme(settings, context) {
                    @Override
                    public ProviderDescriptor describe(ProviderDescriptor declared) {
                        return declared.toBuilder()
                                .capabilities(Capability.AGENT_INITIATED)
                                .build();
                    }
                }),
                Flaw.of("L6", "can do one thing at a time", Single::new),
                Flaw.of("L7", "leaves a thread behind", (settings, context) -> new Acme(settings, context) {
                    @Override
                    public void close() {
                        Thread.ofPlatform().daemon().name("left-behind").start(LifecycleFlaws::park);
                    }
                }),
                Flaw.of("L7", "leaves a connection open", Clinging::new),
                Flaw.of("L8", "throws for a role it lacks", (settings, context) -> new Acme(settings, context) {
                    @Override
                    public Optional<Availability> availability() {
                        throw new IllegalStateException("no statistics");
                    }
                }));
    }

    private static void park() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Moody extends AcmeFactory {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public ProviderDescriptor describe() {
            return super.describe().toBuilder()
                    .displayName("Acme " + calls.incrementAndGet())
                    .build();
        }
    }

    private static final class Careless extends AcmeFactory {
        @Override
        public ProviderDescriptor describe() {
            return builder().setting(SettingSpec.required("api-key", "Key.")).build();
        }
    }

    private static final class Single extends Acme {
        private final AtomicBoolean busy = new AtomicBoolean();

        Single(ConnectionSettings settings, ProviderContext context) {
            super(settings, context);
        }

        @Override
        public CommandReceipt send(ProviderCommand command) {
            if (busy.getAndSet(true)) {
                throw new IllegalStateException("busy");
            }
            try {
                return super.send(command);
            } finally {
                busy.set(false);
            }
        }
    }

    private static final class Clinging extends Acme {
        private final URI address;
        private final List<Socket> kept = new ArrayList<>();

        Clinging(ConnectionSettings settings, ProviderContext context) {
            super(settings, context);
            this.address = address(settings);
        }

        @Override
        public CommandReceipt send(ProviderCommand command) {
            try {
                kept.add(new Socket(address.getHost(), address.getPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return super.send(command);
        }
    }
}
