package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.AcceptedWebhook;
import io.visavis.spi.Capability;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderFactory;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.WebhookAuthenticator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider under test, connected to its fake vendor, for the length of one test. The testkit makes it and hands it to the
 * tests of the contracts; a provider's author has nothing to do with it.
 */
public final class Trial implements AutoCloseable {
    private final ProviderFixture fixture;
    private final Notes notes;
    private final LentContext lent;
    private final List<Provider> made = new ArrayList<>();
    private @Nullable Provider provider;

    Trial(ProviderFixture fixture, Notes notes) {
        this.fixture = fixture;
        this.notes = notes;
        this.lent = new LentContext(fixture.factory().describe().webhookPath());
    }

    /** Hears what a test has to say beside passing. */
    interface Notes {
        /** Nothing to check: the provider or its vendor has no such thing. */
        void notOffered(String why);

        /** The provider lacks it, and says so as promised. */
        void refusedCleanly(String what);
    }

    ProviderFixture fixture() {
        return fixture;
    }

    FakeVendor vendor() {
        return fixture.vendor();
    }

    LentContext lent() {
        return lent;
    }

    Notes notes() {
        return notes;
    }

    /** What its factory declares. */
    ProviderDescriptor declared() {
        return fixture.factory().describe();
    }

    /** The provider, made when it is first asked for. */
    Provider provider() {
        Provider current = provider == null ? another(Map.of()) : provider;
        provider = current;
        return current;
    }

    /** One more provider for the same account, with some settings changed. */
    Provider another(Map<String, String> changes) {
        return another(fixture.factory(), changes);
    }

    /** One more, by a factory that may come from another class loader. */
    Provider another(ProviderFactory factory, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(fixture.settings());
        settings.putAll(changes);
        Provider another = factory.create(new ConnectionSettings(settings), lent);
        assertThat(another).as("what create returned").isNotNull();
        made.add(another);
        return another;
    }

    Set<Capability> offered() {
        return provider().describe(declared()).capabilities();
    }

    Commands commands() {
        return new Commands(fixture.conversation(), offered());
    }

    /** One call of {@code send}. */
    Attempt attempt(ProviderCommand command) {
        return attempt(provider(), command);
    }

    Attempt attempt(Provider sender, ProviderCommand command) {
        int before = vendor().requests().size();
        CommandReceipt receipt = null;
        Throwable thrown = null;
        try {
            receipt = sender.commands().send(command);
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        List<Request> all = vendor().requests();
        return new Attempt(
                receipt,
                thrown,
                all.subList(before, all.size()).stream()
                        .filter(Request::changesSomething)
                        .toList());
    }

    /** One call of {@code send} while the vendor suffers; empty, and noted, where it cannot suffer that. */
    Optional<Attempt> attemptDuring(Trouble trouble, ProviderCommand command) {
        if (!canSuffer(trouble)) {
            return Optional.empty();
        }
        vendor().suffer(trouble);
        Provider sender = another(trouble == Trouble.HANGS ? fixture.impatient() : Map.of());
        Attempt attempt = attempt(sender, command);
        vendor().recover();
        return Optional.of(attempt);
    }

    /** A delivery with proof; empty, and noted, where the provider leaves proofs to the gateway. */
    Optional<Deliveries> deliveries() {
        Optional<WebhookAuthenticator> authenticator = provider().authenticator();
        if (authenticator.isEmpty()) {
            assertThat(fixture.proof())
                    .as("a proof in the fixture of a provider that judges none")
                    .isEmpty();
            notes.refusedCleanly("no authenticator: deliveries need credentials that the gateway issues");
            return Optional.empty();
        }
        assertThat(fixture.proof())
                .as("the provider has an authenticator: the fixture must say how its vendor proves deliveries")
                .isPresent();
        return Optional.of(new Deliveries(
                authenticator.get(), fixture.proof().orElseThrow(), fixture.agentSays("Hello, how may I help?")));
    }

    boolean canSuffer(Trouble trouble) {
        if (!fixture.troubles().contains(trouble)) {
            notes.notOffered("this vendor cannot suffer " + trouble);
            return false;
        }
        return true;
    }

    List<ProviderEvent> translate(RawWebhook delivery) {
        return translate(provider(), delivery);
    }

    static List<ProviderEvent> translate(Provider translator, RawWebhook delivery) {
        return translator
                .webhooks()
                .translate(new AcceptedWebhook(delivery.action(), delivery.body(), delivery.receivedAt()));
    }

    /** As the gateway does when a connection goes. */
    void closeProviders() {
        List<Provider> open = List.copyOf(made);
        made.clear();
        open.forEach(Provider::close);
    }

    /** Closes all that was made, the vendor last. */
    @Override
    public void close() {
        try {
            closeProviders();
        } finally {
            lent.close();
            vendor().close();
        }
    }
}
