package io.visavis.eightbyeight.availability;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.visavis.eightbyeight.EightByEight.CONVERSATIONS;
import static io.visavis.eightbyeight.EightByEight.MESSAGES;
import static io.visavis.eightbyeight.EightByEight.begin;
import static io.visavis.eightbyeight.EightByEight.json;
import static io.visavis.eightbyeight.EightByEight.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.Availability;
import io.visavis.spi.Availability.Confidence;
import io.visavis.spi.Availability.Report;
import io.visavis.spi.CommandReceipt;
import io.visavis.spi.Provider;
import java.util.Map;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statistics never slow a chat: the rate that they use up is their own. */
class QuestionsBesideChatsTest {
    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.close();
    }

    /**
     * At one request a second, questions take all the turns that anybody would wait for: a further one is given up at once. With
     * the same turns a chat would be given up as well.
     */
    @Test
    void aChatHasItsTurnWhileQuestionsThatHangHaveUsedUpTheirs() throws Exception {
        vendor.stubFor(get(urlPathMatching("/cc/v1/.*")).willReturn(status(200).withFixedDelay(60_000)));
        vendor.stubFor(
                post(CONVERSATIONS).willReturn(json(202, WireSchemas.text("response-conversation-created.json"))));
        vendor.stubFor(post(MESSAGES).willReturn(status(202)));
        Provider provider = vendor.connect("requests-per-second", "2", "statistics", "KEY", "cg-queue-id", "118");
        Availability questions = provider.availability().orElseThrow();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Report> asked = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 40; i++) {
                asked.submit(() -> questions.ask(Map.of()));
            }
            assertThat(asked.take().get().confidence()).isEqualTo(Confidence.UNKNOWN);

            assertThat(provider.commands().send(begin()).reference()).isNotNull();
            assertThat(provider.commands().send(say("Hello"))).isEqualTo(CommandReceipt.done());

            threads.shutdownNow();
        }
    }
}
