package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of another site that has got hold of a visitor's token: every door of the conversation is shut to it. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "widget")
@Property(name = "visavis.rate-limits", value = "off")
class ForeignSitesTest {
    private static final String COMMAND = "{\"id\":\"c1\",\"type\":\"message.send\",\"data\":{\"text\":\"Hi\"}}";

    @Inject
    EmbeddedServer server;

    private HttpCalls http;
    private ShopChat chat;

    @BeforeEach
    void start() {
        http = new HttpCalls(server.getURI());
        chat = ShopChat.start(http);
    }

    private Answer call(String origin, String method, String path, String accept, String type, String body) {
        return http.send(
                method,
                chat.path() + path,
                body,
                "Authorization",
                chat.visitor(),
                "Origin",
                origin,
                "Accept",
                accept,
                "Content-Type",
                type);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "POST, /commands, application/json, application/json, `" + COMMAND + "`",
                "GET, /events, text/event-stream, -, -",
                "GET, /events, application/json, -, -",
                "POST, /stream-tickets, application/json, -, -",
                "POST, /attachments?name=a.txt, application/json, text/plain, hello",
                "GET, /attachments/att_1, */*, -, -",
                "POST, /tokens, application/json, application/json, `{\"resumeToken\":\"x\"}`"
            })
    void aForeignSiteIsRefusedWithAGoodTokenToo(String method, String path, String accept, String type, String body) {
        for (String foreign : new String[] {"https://evil.example", "https://bank.example", "null"}) {
            Answer refused = call(foreign, method, path, accept, type, body);

            assertThat(refused.status()).as(foreign + ": " + refused.text()).isEqualTo(403);
            assertThat(refused.text()).contains("/origin-not-allowed");
        }
    }

    @Test
    void nothingOfItWasDoneAndTheSitesOwnPageMay() {
        call("https://evil.example", "POST", "/commands", "application/json", "application/json", COMMAND);
        assertThat(texts()).isEmpty();

        Answer own = call(FakeSites.SHOP_ORIGIN, "POST", "/commands", "application/json", "application/json", COMMAND);
        assertThat(own.status()).as(own.text()).isEqualTo(202);
        assertThat(texts()).containsExactly("Hi");
    }

    private java.util.List<String> texts() {
        return call(FakeSites.SHOP_ORIGIN, "GET", "/events", "application/json", null, null)
                .json()
                .findValuesAsText("text");
    }
}
