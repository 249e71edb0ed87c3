package io.visavis.eightbyeight;

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

/** A scripted 8x8 on a port of its own, and a provider connected to it. */
public final class EightByEight extends WireMockServer implements AutoCloseable {
    public static final String CONVERSATIONS = "/chat-gateway/v1/conversations";
    public static final String CONVERSATION = CONVERSATIONS + "/c-1";
    public static final String MESSAGES = CONVERSATION + "/messages";
    public static final String CHANNEL = "/chat-gateway/v1/channels/ch-1";
    public static final ConversationRef REF = new ConversationRef("g-1", "c-1", null);
    public static final Customer DANA =
            new Customer("dana@example.com", "Dana Whitfield", "+442079460958", "de-AT", null);

    private final LentContext context = new LentContext("chat-gateway/8x8");

    public EightByEight() {
        super(options().dynamicPort());
        start();
    }

    public LentContext context() {
        return context;
    }

    /** A provider by API key; {@code more} are setting names and values. */
    public Provider connect(String... more) {
        return new EightByEightFactory().create(settings(more), context);
    }

    /** As {@link #connect}, by a factory that may come from another class loader. */
    public Provider connectThrough(ProviderFactory factory, String... more) {
        return factory.create(settings(more), context);
    }

    public ConnectionSettings settings(String... more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "api-base-url", baseUrl(),
                "api-key", "key-1",
                "tenant-id", "acmesupport01",
                "cg-channel-id", "ch-1",
                "requests-per-second", "0",
                "request-timeout", "PT20S"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return new ConnectionSettings(values);
    }

    @Override
    public void close() {
        stop();
        context.close();
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/hal+json")
                .withBody(body);
    }

    public static StartConversation begin(HistoryMessage... history) {
        return begin(DANA, Map.of(), Map.of(), List.of(history));
    }

    public static StartConversation begin(
            Customer customer,
            Map<String, String> options,
            Map<String, String> contextParameters,
            List<HistoryMessage> history) {
        return new StartConversation("k-start", "g-1", customer, "Return", options, contextParameters, history);
    }

    public static SendMessage say(String text, OutgoingAttachment... files) {
        return new SendMessage("k-say", REF, Author.Kind.VISITOR, text, List.of(files));
    }

    public static EndConversation end() {
        return new EndConversation("k-end", REF);
    }

    /** The classified failure of a call that must fail. */
    public static ProviderException failure(ThrowingCallable call) {
        return Assertions.catchThrowableOfType(ProviderException.class, call);
    }
}
