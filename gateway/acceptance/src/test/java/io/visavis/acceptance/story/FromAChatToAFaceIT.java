package io.visavis.acceptance.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.visavis.acceptance.browser.Accessibility;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.DeskPage;
import io.visavis.acceptance.browser.Keyboard;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.SharedDemo;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** One visitor, one agent, two browsers, from the launcher to "start a new chat": the same story with each contact centre. */
@Tag("pictures")
@Isolated("its pictures need the processor")
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
class FromAChatToAFaceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String VISIT = """
            {"contentType": "application/vnd.microsoft.card.adaptive", "content": {"type": "AdaptiveCard", "version": "1.3",
              "body": [
                {"type": "TextBlock", "text": "A visit at your place", "weight": "Bolder"},
                {"type": "Input.Date", "id": "day", "label": "On which day?", "isRequired": true, "min": "2030-08-01"},
                {"type": "Input.ChoiceSet", "id": "time", "label": "When?", "style": "expanded", "value": "am",
                 "choices": [{"title": "Morning", "value": "am"}, {"title": "Afternoon", "value": "pm"}]},
                {"type": "Input.Number", "id": "floor", "label": "How many floors up?", "min": 0, "max": 40},
                {"type": "Input.ChoiceSet", "id": "entrance", "label": "Entrance",
                 "choices": [{"title": "At the front", "value": "front"}, {"title": "At the back", "value": "back"}]},
                {"type": "Input.Toggle", "id": "ring", "title": "Ring before you come"},
                {"type": "Input.Text", "id": "note", "label": "Anything else?", "isMultiline": true, "maxLength": 200}],
              "actions": [{"type": "Action.Submit", "title": "Book", "data": {"visit": "7"}}]}}""";

    private final Demo demo;
    private final PanelPage panel;
    private final DeskPage desk;
    private final String email = "maria-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    private boolean devicesChecked;

    FromAChatToAFaceIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.panel = new PanelPage(browsers.person(1280, 860));
        this.desk = new DeskPage(browsers.person(1440, 900));
    }

    @Test
    void throughTalkdesk() throws IOException {
        opens("talkdesk-digital-connect", "");
        asks("");
        checksDevicesInTheQueue();
        reloadsAndIsStillInTheQueue();
        talks("");
        sendsAFileEachWay("");
        asksForACallAndThinksBetterOfIt();
        isCalled();
        seesTheAgentsFace("");
        sharesTheScreen();
        reloadsAndIsStillThere();
        hangsUp();
        ends("");
    }

    /** In the dark, for once. */
    @Test
    void throughEightByEight() throws IOException {
        opens("8x8-chat-gateway", "8x8-");
        readsHowLongItWillTake();
        asks("8x8-");
        readsWhereItWaits();
        comesToBeKnownBetter();
        talks("8x8-");
        losesTheLineForAMoment();
        seesTheAgentType();
        sendsAFileEachWay("8x8-");
        answersByOneClick();
        fillsInACardOnce();
        isToldOfACardThatCannotBeShown();
        isHandedToAnotherAgent();
        isHandedToAnotherQueue();
        asksForACall();
        seesTheAgentsFace("8x8-");
        isHungUpOn();
        goesOnAfterTheEnd();
        ends("8x8-");
    }

    /** {@code screens} stands before the names of the pictures that are kept. */
    private void opens(String chatMode, String screens) {
        desk.open(demo.facts().path("agentDeskUrl").asText());
        String theme = screens.isEmpty() ? "" : "?dark-mode=true";
        panel.openFor(chatMode, demo.facts().path("demoSiteUrl").asText() + theme);
        panel.part("vv-form").waitFor();
        Screens.keep(panel.page(), screens + "01-pre-chat-form");
        Accessibility.check(panel.page(), "pre-chat-form");
    }

    private void asks(String screens) {
        panel.start("Maria Papadaki", email, "My router blinks red");
        panel.part("vv-waiting").first().waitFor();
        Screens.keep(panel.page(), screens + "02-waiting");
        Accessibility.check(panel.page(), "waiting");
    }

    private void reloadsAndIsStillInTheQueue() {
        panel.page().reload();
        panel.part("vv-waiting").first().waitFor();
    }

    /** The contact centre's own word, before anything is asked: of the queue that the page names, or else of the usual one. */
    private void readsHowLongItWillTake() {
        awaitAvailability("wait");
        onTheElement("setAttribute('cg-queue-id', '999')");
        // Open, but of this queue there are no figures.
        awaitAvailability("open");
        onTheElement("removeAttribute('cg-queue-id')");
        awaitAvailability("wait");
    }

    private void awaitAvailability(String state) {
        panel.frame()
                .locator("[data-testid=vv-availability][data-state=" + state + "]")
                .waitFor();
    }

    private void readsWhereItWaits() {
        panel.part("vv-waiting")
                .filter(new Locator.FilterOptions().setHasText("Support chat"))
                .waitFor();
        // What the form has said before holds here, too.
        assertThat(panel.part("vv-waiting").first().getAttribute("data-confidence"))
                .isEqualTo("estimated");
    }

    /** The page learns more of its visitor; the vendor has it before an agent accepts. */
    private void comesToBeKnownBetter() {
        panel.page()
                .waitForResponse(
                        answer -> answer.url().endsWith("/commands")
                                && answer.request().postData().contains("\"conversation.update\"")
                                && answer.status() == 202,
                        () -> onTheElement("setCustomerMetadata({ plan: 'platinum' })"));
        Desk vendor = new Desk(demo);
        Await.untilTrue("the vendor has what the page told of its visitor", PATIENCE, () -> {
            JsonNode conversation = vendor.conversationOf(email);
            assertThat(conversation.path("state").asText()).isEqualTo("queued");
            return conversation.path("context").path("plan").asText().equals("platinum");
        });
    }

    /** As the code of the site's page calls it. */
    private void onTheElement(String call) {
        panel.page().evaluate("() => document.querySelector('visavis-widget')." + call);
    }

    /** While waiting; the agent will see the result before the call. */
    private void checksDevicesInTheQueue() {
        panel.part("vv-device-check").click();
        panel.part("call-check-done").waitFor();
        Await.untilTrue(
                "the microphone is heard",
                PATIENCE,
                () -> panel.part("call-heard").innerText().startsWith("We can hear you"));
        Screens.keep(panel.page(), "02-device-check-in-the-queue");
        Accessibility.check(panel.page(), "device-check-in-the-queue");
        panel.page()
                .waitForResponse(
                        answer -> answer.url().endsWith("/device-checks") && answer.status() == 204,
                        () -> panel.part("call-check-done").click());
        panel.part("vv-device-check").waitFor();
        devicesChecked = true;
    }

    private void talks(String screens) {
        desk.item(email).waitFor();
        Screens.keep(desk.page(), screens + "03-desk-queue");
        desk.accept(email);
        desk.say("Good morning Maria, Nikos here. What do the lights say?");
        panel.awaitText("Good morning Maria, Nikos here. What do the lights say?");
        panel.say("Red, and it will not stop");
        desk.awaitText("Red, and it will not stop");
        Screens.keep(panel.page(), screens + "04-chat");
        Accessibility.check(panel.page(), "chat");
    }

    /** The header says of the chat only what holds; nothing there says that all is well while nobody knows. */
    private void losesTheLineForAMoment() {
        panel.page().route("**/events*", Route::abort);
        panel.page().context().setOffline(true);
        panel.awaitState("offline");
        panel.page().context().setOffline(false);
        panel.awaitState("reconnecting");
        Screens.keep(panel.page(), "8x8-04-reconnecting");
        panel.page().unroute("**/events*");
        panel.awaitState("active");
        assertThat(panel.part("vv-banner").count()).isZero();
    }

    private void seesTheAgentType() {
        desk.part("desk-message-input").pressSequentially("Let me look");
        panel.part("vv-typing").waitFor();
        desk.part("desk-send").click();
        panel.awaitText("Let me look");
        panel.part("vv-typing").waitFor(hidden());
    }

    private void answersByOneClick() {
        desk.part("desk-message-input").fill("Which light is red?\nPower\nInternet");
        desk.part("desk-quick-replies").click();
        Locator choice = panel.part("vv-card-button").filter(new Locator.FilterOptions().setHasText("Internet"));
        choice.waitFor();
        Accessibility.check(panel.page(), "card");
        choice.click();
        desk.awaitText("Internet");
        assertThat(choice.getAttribute("aria-pressed")).isEqualTo("true");
        Screens.keep(panel.page(), "8x8-05-card");
    }

    /** By its controls; the log knows of the answer, so after a reload the card asks for none. */
    private void fillsInACardOnce() {
        Desk vendor = new Desk(demo);
        String id = vendor.conversationOf(email).path("id").asText();
        vendor.act(id, "say", Map.of("text", "We will send somebody", "card", Json.parse(VISIT)));
        Locator card = panel.part("vv-card").filter(new Locator.FilterOptions().setHasText("A visit at your place"));
        Locator send = card.getByTestId("vv-card-button");
        send.click();
        card.getByTestId("vv-card-fault").waitFor();
        assertThat(card.getByLabel("On which day?").evaluate("it => it === document.activeElement"))
                .isEqualTo(true);
        Accessibility.check(panel.page(), "card to be filled in");
        Screens.keep(panel.page(), "8x8-05-card-fault");

        card.getByLabel("On which day?").fill("2030-08-05");
        card.getByLabel("Afternoon").check();
        card.getByLabel("How many floors up?").fill("3");
        card.getByLabel("Entrance").selectOption("back");
        card.getByLabel("Ring before you come").check();
        card.getByLabel("Anything else?").fill("Mind the cat");
        assertThat(card.getByTestId("vv-card-fault").count()).isZero();
        Screens.keep(panel.page(), "8x8-05-card-filled");
        send.click();
        Await.untilTrue(
                "the agent reads all of it",
                PATIENCE,
                () -> vendor.transcriptHas(
                        id,
                        "Book\nvisit: 7\nday: 2030-08-05\ntime: pm\nfloor: 3\nentrance: back\nring: true\nnote: Mind the cat"));

        panel.page().reload();
        card.waitFor();
        Await.untilTrue("it is answered", PATIENCE, () -> "true".equals(card.getAttribute("data-answered")));
        assertThat(send.isDisabled()).isTrue();
        assertThat(card.getByTestId("vv-card-field").count()).isZero();
        Screens.keep(panel.page(), "8x8-05-card-answered");
    }

    /** One of a messaging app's, which 8x8 sends as it is. */
    private void isToldOfACardThatCannotBeShown() {
        Desk vendor = new Desk(demo);
        vendor.act(
                vendor.conversationOf(email).path("id").asText(),
                "say",
                Map.of("card", Map.of("contentType", "Location", "content", Map.of("latitude", 37.97))));
        panel.awaitText("This message holds a card that cannot be shown here.");
    }

    private void isHandedToAnotherAgent() {
        desk.part("desk-transfer").click();
        Locator other = desk.part("desk-transfer-agent").first();
        String name = other.innerText().lines().toList().getLast();
        other.click();
        panel.part("vv-notice")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .waitFor();
        desk.say(name + " here, I have read everything");
        panel.awaitText(name + " here, I have read everything");
        Screens.keep(panel.page(), "8x8-06-transferred");
    }

    /** Where the visitor waits once more, is told for whom, and is taken by whoever comes. */
    private void isHandedToAnotherQueue() {
        desk.part("desk-transfer").click();
        Locator other = desk.part("desk-transfer-queue").first();
        String queue = other.innerText().replace("Queue:", "").strip();
        other.click();
        Locator waiting = panel.part("vv-waiting").filter(new Locator.FilterOptions().setHasText(queue));
        waiting.waitFor();
        panel.awaitState("queued");
        Screens.keep(panel.page(), "8x8-06-another-queue");

        desk.accept(email);
        waiting.waitFor(hidden());
        panel.awaitState("active");
        desk.say("Now you are where you belong");
        panel.awaitText("Now you are where you belong");
    }

    private void sendsAFileEachWay(String screens) throws IOException {
        panel.part("vv-file-input")
                .setInputFiles(new FilePayload("router.txt", "text/plain", "blinking red".getBytes(UTF_8)));
        panel.part("vv-send").click();
        Locator sent = desk.page().locator("[data-testid=desk-message-file][data-name='router.txt']");
        sent.waitFor();
        Download atTheDesk = desk.page().waitForDownload(() -> sent.click());
        assertThat(Files.readAllBytes(atTheDesk.path())).asString(UTF_8).isEqualTo("blinking red");

        desk.part("desk-file-input")
                .setInputFiles(new FilePayload("manual.txt", "text/plain", "hold reset".getBytes(UTF_8)));
        Locator received = panel.part("vv-file").filter(new Locator.FilterOptions().setHasText("manual.txt"));
        received.waitFor();
        Download download = panel.page().waitForDownload(() -> received.click());
        assertThat(Files.readString(download.path())).isEqualTo("hold reset");
        assertThat(received.innerText()).doesNotContain("NaN");
        Screens.keep(panel.page(), screens + "05-files");
    }

    private void asksForACallAndThinksBetterOfIt() {
        panel.part("vv-request-audio").click();
        panel.part("vv-withdraw").click();
        panel.notice("callWithdrawn").waitFor();
        desk.awaitText("The visitor no longer asks for a call.");
        panel.part("vv-request-audio").waitFor();
    }

    /** By the desk's own button, behind which is the facade. */
    private void isCalled() {
        desk.part("desk-call").click();
    }

    /** The agent reads of it in the chat, and opens the link that came along. */
    private void asksForACall() {
        panel.part("vv-request-video").click();
        panel.part("vv-withdraw").waitFor();
        Locator link = desk.part("desk-message-text")
                .filter(new Locator.FilterOptions().setHasText("The visitor asks for a video call."))
                .getByTestId("desk-link");
        link.click();
    }

    private void seesTheAgentsFace(String screens) {
        if (devicesChecked) {
            Locator devices = desk.call().getByTestId("call-visitor-devices");
            devices.waitFor();
            assertThat(devices.getAttribute("data-camera")).isEqualTo("ok");
            assertThat(devices.getAttribute("data-microphone")).isEqualTo("ok");
        }
        desk.call().getByTestId("call-join").click();
        panel.part("vv-accept-video").click();
        panel.part("call-join").waitFor();
        turnsBackAtTheDoor();
        panel.part("call-devices-toggle").click();
        panel.part("call-test-tone").waitFor();
        assertThat(panel.part("vv-state").boundingBox().y)
                .as("the header stays where it is")
                .isGreaterThan(panel.page().getByTestId("vv-frame").boundingBox().y);
        Screens.keep(panel.page(), screens + "06-device-check");
        Accessibility.check(panel.page(), "device-check");
        panel.part("call-join").click();

        CallProof.assertSeenAndHeard(panel.frame(), desk.callFrame());
        assertThat(desk.part("desk-state").innerText())
                .endsWith(panel.part("call-remote").innerText().strip());
        assertThat(desk.call().getByTestId("call-remote").innerText()).contains("Maria Papadaki");
        assertThat(seconds(panel.part("call-clock")))
                .as("counted since both have media")
                .isGreaterThanOrEqualTo(3);
        assertThat((Number) desk.part("desk-transcript")
                        .evaluate("thread => thread.scrollHeight - thread.scrollTop - thread.clientHeight"))
                .as("px of the transcript below what the agent sees beside the call")
                .satisfies(hidden -> assertThat(hidden.doubleValue()).isLessThan(2));
        Screens.keep(panel.page(), screens + "07-call-panel");
        Accessibility.check(panel.page(), "call-panel");
        Screens.keep(desk.page(), screens + "08-call-desk");
    }

    /** Whoever closes the preview has no camera on, whatever the agent says meanwhile, and one click back in. */
    private void turnsBackAtTheDoor() {
        panel.part("call-cancel").click();
        desk.say("Take your time, Maria");
        panel.awaitText("Take your time, Maria");
        panel.part("vv-rejoin").waitFor();
        assertThat(panel.part("call-preview").count()).isZero();
        panel.part("vv-rejoin").click();
        panel.part("call-join").waitFor();
    }

    private void sharesTheScreen() {
        panel.part("call-share").click();
        desk.call().getByTestId("call-screen-video").waitFor();
        Screens.keep(desk.page(), "09-screen-share");
        panel.part("call-stop-share").first().click();
        desk.call().getByTestId("call-screen-video").waitFor(hidden());
    }

    private void reloadsAndIsStillThere() {
        panel.page().reload();
        panel.awaitText("Red, and it will not stop");
        // The call goes on by itself or by one click, never by a new invitation.
        Frame frame = panel.frame();
        Await.untilTrue("the call is back after the reload", PATIENCE, () -> {
            Locator rejoin = panel.part("vv-rejoin");
            if (rejoin.count() > 0 && rejoin.first().isVisible()) {
                rejoin.first().click();
            }
            return CallProof.stats(frame)
                    .map(stats -> stats.path("connectionState").asText())
                    .filter("connected"::equals)
                    .isPresent();
        });
        CallProof.assertSeenAndHeard(panel.frame(), desk.callFrame());
    }

    /** Panel, desk and log count the same call. */
    private void hangsUp() {
        int shown = seconds(panel.part("call-clock"));
        assertThat(seconds(desk.call().getByTestId("call-clock")))
                .as("at the desk")
                .isBetween(shown, shown + 2);
        panel.part("call-hangup").click();
        desk.call().getByTestId("call-ended").waitFor();
        int told = seconds(panel.notice("callEnded"));
        assertThat(told).as("in the chat").isBetween(shown, shown + 3);
        assertThat(seconds(desk.call().getByTestId("call-duration")))
                .as("at the desk afterwards")
                .isEqualTo(told);
    }

    /** Of a text with a length of time in it, as clocks write it. */
    private static int seconds(Locator clock) {
        Matcher time = Pattern.compile("(\\d+):(\\d\\d)").matcher(clock.innerText());
        assertThat(time.find()).isTrue();
        return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
    }

    /** The agent ends the call; the panel has its room for the chat again. */
    private void isHungUpOn() {
        desk.call().getByTestId("call-hangup").click();
        desk.call().getByTestId("call-ended").waitFor();
        panel.part("vv-call").waitFor(hidden());
    }

    /** One more thing, by the keyboard, brings the same chat to the next agent, who sees all of it. */
    private void goesOnAfterTheEnd() {
        panel.part("vv-input").click();
        desk.part("desk-end").click();
        panel.part("vv-ended").waitFor();
        Screens.keep(panel.page(), "8x8-09-may-go-on");
        Accessibility.check(panel.page(), "ended and may go on");
        Keyboard visitor = new Keyboard(panel.page());
        visitor.awaitFocus("vv-input");
        visitor.type("One more thing");
        visitor.press("Enter");
        panel.part("vv-ended").waitFor(hidden());
        panel.part("vv-waiting").first().waitFor();
        desk.accept(email);
        desk.awaitText("Red, and it will not stop");
        desk.awaitText("One more thing");
        desk.say("Still here for you");
        panel.awaitText("Still here for you");
    }

    private void ends(String screens) {
        desk.part("desk-end").click();
        // A call goes with its chat.
        desk.part("desk-call-panel").waitFor(hidden());
        panel.part("vv-ended").waitFor();
        Screens.keep(panel.page(), screens + "10-ended");
        Accessibility.check(panel.page(), "ended");
        panel.page().reload();
        panel.part("vv-new-chat").click();
        panel.part("vv-form").waitFor();
        // Who it is was said before; what it is about now, nobody knows.
        assertThat(panel.part("vv-field-name").inputValue()).isEqualTo("Maria Papadaki");
        assertThat(panel.part("vv-field-email").inputValue()).isEqualTo(email);
        assertThat(panel.part("vv-field-subject").inputValue()).isEmpty();
        JsonNode nothing = CallProof.stats(panel.frame()).orElse(null);
        assertThat(nothing).as("the camera is off").isNull();
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);
    }
}
