package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.BotServer;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import io.visavis.acceptance.harness.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A bot's server begins, an agent reads what was said, the visitor goes on in the widget. */
@ExtendWith(SharedDemo.class)
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class FromABotToAPersonIT {
    private final Demo demo;
    private final Desk desk;
    private final BotServer bot;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    FromABotToAPersonIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
        this.bot = new BotServer(demo);
    }

    @Test
    void theAgentReadsWhatTheBotHeardAndTheVisitorTakesOver() {
        String id = bot.start(email, "talkdesk-digital-connect", Map.of("dc-touchpoint-id", demo.touchpointId()));
        JsonNode atVendor = desk.conversationOf(email);
        assertThat(atVendor.path("history").toString()).contains(BotServer.QUESTION, BotServer.ANSWER);
        assertThat(atVendor.path("context").toString()).contains("plan", "gold");

        bot.command(id, "message.send", Map.of("text", "It is the one in the hall"))
                .expect(202);
        Visitor visitor =
                Visitor.takingOver(demo, bot.handover(id).path("token").asText());
        assertThat(visitor.await("conversation.created")
                        .at("/data/history/1/text")
                        .asText())
                .isEqualTo(BotServer.ANSWER);
        String vendorId = atVendor.path("id").asText();
        desk.accept(vendorId);
        desk.say(vendorId, "Good morning Maria");
        visitor.awaitMessage("Good morning Maria");
        visitor.say("Good morning");

        Await.untilTrue(
                "the agent reads it",
                Await.PATIENCE,
                () -> desk.texts(vendorId)
                        .containsAll(List.of("It is the one in the hall", "Good morning Maria", "Good morning")));
        assertThat(visitor.events()).noneMatch(event -> event.has("provider"));
        assertThat(bot.events(id))
                .anyMatch(event -> event.path("type").asText().equals("agent.joined")
                        && event.path("provider").toString().contains(vendorId));
    }

    @Test
    void aLinkOpensThePanelWhereTheBotStoppedAndWorksOnce() {
        String channel = demo.facts().path("8x8").path("channelId").asText();
        String id = bot.start(email, "8x8-chat-gateway", Map.of("cg-channel-id", channel));
        String link = bot.handover(id).path("url").asText();
        assertThat(link).startsWith(demo.facts().path("demoSiteUrl").asText() + "#");
        String vendorId = desk.conversationOf(email).path("id").asText();
        bot.command(
                        id,
                        "conversation.update",
                        Map.of("context", Map.of("plan", "platinum"), "options", Map.of("cg-queue-id", "121")))
                .expect(202);
        Await.untilTrue("what changed while waiting is there, and the chat in another queue", Await.PATIENCE, () -> {
            JsonNode changed = desk.conversation(vendorId);
            return changed.path("context").toString().contains("platinum")
                    && changed.at("/queue/id").asText().equals("121");
        });
        desk.accept(vendorId);

        try (Browsers browsers = new Browsers()) {
            PanelPage panel = new PanelPage(browsers.person(1280, 860));
            panel.page().navigate(link);
            panel.awaitText(BotServer.QUESTION);
            panel.awaitText(BotServer.ANSWER);
            assertThat(panel.page().url()).doesNotContain("#");

            panel.page()
                    .evaluate("() => { window.unread = []; document.querySelector('visavis-widget')"
                            + ".addEventListener('unreadChanged', (e) => window.unread.push(e.detail.count)); }");
            desk.say(vendorId, "Good morning Maria");
            panel.awaitText("Good morning Maria");
            panel.part("vv-input").pressSequentially("Good morning");
            Await.untilTrue(
                    "the agent sees the visitor type",
                    Await.PATIENCE,
                    () -> desk.conversation(vendorId).path("visitorTypingAt").isTextual());
            panel.part("vv-send").click();
            Await.untilTrue("the agent reads it", Await.PATIENCE, () -> desk.transcriptHas(vendorId, "Good morning"));
            panel.part("vv-input").fill("And");
            Await.untilTrue(
                    "the agent sees the visitor type on",
                    Duration.ofSeconds(10),
                    () -> desk.conversation(vendorId).path("visitorTypingAt").isTextual());
            assertThat(panel.page().evaluate("window.unread").toString())
                    .as("told as unread while the visitor was reading")
                    .isEqualTo("[]");

            panel.page().reload();
            panel.awaitText(BotServer.ANSWER);
            panel.awaitText("Good morning Maria");

            PanelPage other = new PanelPage(browsers.person(1280, 860));
            other.page().navigate(link);
            Locator form = other.part("vv-form");
            form.getByText("This link to your chat has been used already. You can start a new chat here.")
                    .waitFor();
        }
    }
}
