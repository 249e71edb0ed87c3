package io.visavis.eightbyeight.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.eightbyeight.EightByEight.CONVERSATION;
import static io.visavis.eightbyeight.EightByEight.REF;
import static io.visavis.eightbyeight.EightByEight.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.EightByEightFactory;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.Author;
import io.visavis.spi.Capability;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderCommand;
import io.visavis.spi.ProviderCommand.MarkRead;
import io.visavis.spi.ProviderCommand.SetTyping;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Typing, thinking and reading, and tenants that lack one of them (contract 2.5). */
class IndicatorsTest {
    private static final String TYPING = CONVERSATION + "/typing";
    private static final String THINKING = CONVERSATION + "/thinking";
    private static final String READ_RECEIPT = CONVERSATION + "/read-receipt";
    private static final ProviderCommand TYPES = new SetTyping("k", REF, true);
    private static final ProviderCommand THINKS = new SetTyping("k", REF, true, Author.Kind.BOT);
    private static final ProviderCommand READS = new MarkRead("k", REF, Instant.ofEpochMilli(1785060060000L));

    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void typingAndReadingAreTold() {
        vendor.stubFor(post(anyUrl()).willReturn(noContent()));
        Provider provider = vendor.connect();

        provider.commands().send(TYPES);
        provider.commands().send(new SetTyping("k", REF, false));
        provider.commands().send(READS);

        vendor.verify(
                1, postRequestedFor(urlEqualTo(TYPING)).withRequestBody(equalToJson("{\"authorType\":\"user\"}")));
        vendor.verify(postRequestedFor(urlEqualTo(READ_RECEIPT))
                .withRequestBody(equalToJson(WireSchemas.text("request-read-receipt.json"))));
    }

    @Test
    void aBotThatTypesThinks() {
        vendor.stubFor(post(anyUrl()).willReturn(noContent()));
        Provider provider = vendor.connect();

        provider.commands().send(THINKS);
        provider.commands().send(new SetTyping("k", REF, false, Author.Kind.BOT));

        JsonNode body = WireSchemas.read(vendor.findAll(postRequestedFor(urlEqualTo(THINKING)))
                .getFirst()
                .getBody());
        assertThat(WireSchemas.errors("request-thinking", body)).isEmpty();
        assertThat(body.path("maxThinkingTimeSeconds").asInt()).isEqualTo(30);
        assertThat(vendor.getAllServeEvents()).hasSize(1);
    }

    static Stream<Arguments> whatATenantMayLack() {
        return Stream.of(404, 405, 501)
                .flatMap(status -> Stream.of(
                        Arguments.of(status, TYPING, TYPES, Set.of(Capability.VISITOR_TYPING)),
                        // A bot's thinking is offered to servers with the visitor's typing, and no capability of its
                        // own.
                        Arguments.of(status, THINKING, THINKS, Set.of()),
                        Arguments.of(status, READ_RECEIPT, READS, Set.of(Capability.RECEIPTS_TO_AGENT))));
    }

    @ParameterizedTest
    @MethodSource("whatATenantMayLack")
    void whatATenantLacksIsAskedOnceInHalfAnHourAndNotOffered(
            int status, String path, ProviderCommand command, Set<Capability> withheld) {
        vendor.stubFor(post(path).willReturn(status(status)));
        Provider provider = vendor.connect();
        Set<Capability> all = capabilities(provider);

        for (int i = 0; i < 3; i++) {
            assertThat(provider.commands().send(command)).isEqualTo(CommandReceipt.done());
        }
        vendor.context().advance(Duration.ofMinutes(30).minusMillis(1));
        provider.commands().send(command);

        vendor.verify(1, postRequestedFor(urlEqualTo(path)));
        assertThat(vendor.getAllServeEvents()).hasSize(1);
        assertThat(all).containsAll(withheld);
        assertThat(capabilities(provider))
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(capability -> !withheld.contains(capability))
                        .toList());

        vendor.context().advance(Duration.ofMillis(1));
        assertThat(capabilities(provider)).isEqualTo(all);
        vendor.stubFor(post(path).willReturn(noContent()));
        provider.commands().send(command);
        provider.commands().send(command);

        vendor.verify(3, postRequestedFor(urlEqualTo(path)));
        assertThat(capabilities(provider)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"response-error-not-found-coded.json", "response-error-not-found.json"})
    void aConversationThatIsGoneDoesNotMeanThatTypingIs(String error) {
        vendor.stubFor(post(TYPING).willReturn(json(404, WireSchemas.text(error))));
        Provider provider = vendor.connect();

        provider.commands().send(TYPES);

        assertThat(capabilities(provider)).contains(Capability.VISITOR_TYPING);
    }

    private static Set<Capability> capabilities(Provider provider) {
        return provider.describe(new EightByEightFactory().describe()).capabilities();
    }
}
