package io.visavis.talkdesk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.visavis.spi.Author;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Customer;
import io.visavis.spi.HistoryMessage;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand.EndConversation;
import io.visavis.spi.ProviderCommand.SendMessage;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderFactory;
import io.visavis.testkit.LentContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A scripted Talkdesk on a port of its own, and a provider connected to it. */
public final class Talkdesk extends WireMockServer implements AutoCloseable {
    public static final String START = "/digital-connect/conversations";
    public static final String CONVERSATION = START + "/c-1";
    public static final String MESSAGES = CONVERSATION + "/messages";
    public static final ConversationRef REF = new ConversationRef("g-1", "c-1", null);

    private static final Customer MARIA =
            new Customer("maria@example.com", "Maria Papadaki", "+302100000000", "el", null);

    private final RequestSchemas requests = new RequestSchemas();
    private final LentContext context = new LentContext("digital-connect/talkdesk");

    public Talkdesk() {
        super(options().dynamicPort());
        addMockServiceRequestListener((request, _) -> requests.check(request));
        start();
    }

    public LentContext context() {
        return context;
    }

    /** A provider by secret; {@code more} are setting names and values. */
    public Provider connect(String... more) {
        return connectThrough(new TalkdeskFactory(), more);
    }

    /** As {@link #connect}, by a factory that may come from another class loader. */
    public Provider connectThrough(ProviderFactory factory, String... more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "api-base-url", baseUrl(),
                "token-url", baseUrl() + "/oauth/token",
                "client-id", "client",
                "client-secret", "secret",
                "dc-touchpoint-id", "tp-default",
                "requests-per-second", "0",
                "request-timeout", "PT20S"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return factory.create(new ConnectionSettings(values), context);
    }

    /** Nor may anything that it was asked be unlike what Talkdesk takes. */
    @Override
    public void stop() {
        super.stop();
        requests.assertAllFit();
    }

    @Override
    public void close() {
        stop();
        context.close();
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    public static StartConversation start(String key, HistoryMessage... history) {
        return start(key, MARIA, Map.of(), List.of(history));
    }

    public static StartConversation start(
            String key, Customer customer, Map<String, String> contextParameters, List<HistoryMessage> history) {
        return new StartConversation(
                key, "g-1", customer, "Router", Map.of("dc-touchpoint-id", "tp-1"), contextParameters, history);
    }

    public static SendMessage say(String key, String text, OutgoingAttachment... files) {
        return new SendMessage(key, REF, Author.Kind.VISITOR, text, List.of(files));
    }

    public static EndConversation end() {
        return new EndConversation("k-end", REF);
    }

    /** The classified failure of a call that must fail. */
    public static ProviderException failure(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(ProviderException.class, call);
    }
}
