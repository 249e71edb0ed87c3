package io.visavis.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.DeskPage;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A page that listens to the element: before each control, which it may hold back, and after what has come of it. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class EventsIT {
    private static final String LISTENER = """
        window.told = [];
        window.held = null;
        for (const type of ['beforeOpen', 'beforeClose', 'beforeStart', 'beforeSend', 'beforeRequestCall', 'beforeAcceptCall',
            'beforeEnd', 'ready', 'opened', 'closed', 'conversationStarted', 'queueChanged', 'agentConnected', 'agentDisconnected',
            'messageReceived', 'messageSent', 'unreadChanged', 'callRequested', 'callOffered', 'callStarting', 'callStarted',
            'callEnded', 'conversationEnded', 'errorHandled']) {
          document.addEventListener(type, (event) => {
            if (!event.target.matches?.('visavis-widget')) return;
            if (held === type) {
              event.preventDefault();
              told.push(`${type} held`);
            } else {
              told.push(type);
            }
          });
        }
        """;

    private final Demo demo;
    private final Desk vendor;
    private final Page page;
    private final PanelPage panel;
    private final DeskPage desk;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    EventsIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.vendor = new Desk(demo);
        this.page = browsers.person(1280, 860);
        this.panel = new PanelPage(page);
        this.desk = new DeskPage(browsers.person(1280, 860));
    }

    @Tag("pictures")
    @Test
    void everyControlIsAskedAboutAndToldOf() {
        page.addInitScript(LISTENER);
        page.navigate(demo.facts().path("demoSiteUrl").asText() + "?chatMode=talkdesk-digital-connect");
        page.getByTestId("vv-launcher").waitFor();
        told("ready");
        opens();
        starts();
        talks();
        calls();
        ends();
        closes();

        assertThat(events())
                .containsSubsequence(
                        "ready",
                        "opened",
                        "conversationStarted",
                        "queueChanged",
                        "agentConnected",
                        "messageSent",
                        "messageReceived",
                        "agentDisconnected",
                        "callRequested",
                        "callOffered",
                        "callStarting",
                        "callStarted",
                        "callEnded",
                        "conversationEnded",
                        "closed");
        for (String once : List.of("conversationStarted", "callStarted", "callEnded", "conversationEnded")) {
            assertThat(events()).as(once).containsOnlyOnce(once);
        }
        assertThat(events()).doesNotContain("errorHandled");
    }

    private void opens() {
        held("beforeOpen", () -> page.getByTestId("vv-launcher").click());
        assertThat(isOpen()).isFalse();
        assertThat(page.getByTestId("vv-frame").count()).isZero();
        page.getByTestId("vv-launcher").click();
        told("opened");
        assertThat(isOpen()).isTrue();
    }

    private void starts() {
        held("beforeStart", () -> panel.start("Maria Papadaki", email, "My router blinks red"));
        assertThat(panel.part("vv-field-subject").inputValue()).isEqualTo("My router blinks red");
        panel.frame().locator("[data-testid=vv-start][aria-disabled=false]").waitFor();
        assertThat(vendor.find(email)).isEmpty();
        panel.part("vv-start").click();
        told("queueChanged");
        desk.open(demo.facts().path("agentDeskUrl").asText());
        desk.accept(email);
        told("agentConnected");
    }

    private void talks() {
        held("beforeSend", () -> panel.say("It blinks"));
        assertThat(panel.part("vv-input").inputValue()).isEqualTo("It blinks");
        assertThat(panel.part("vv-message").count()).isZero();
        panel.part("vv-send").click();
        told("messageSent");
        desk.awaitText("It blinks");
        desk.say("I see");
        told("messageReceived");
        vendor.act(vendor.conversationOf(email).path("id").asText(), "transfer", Map.of());
        told("agentDisconnected");
    }

    private void calls() {
        panel.awaitState("active");
        held("beforeRequestCall", () -> panel.part("vv-request-video").click());
        assertThat(panel.part("vv-withdraw").count()).isZero();
        panel.part("vv-request-video").click();
        told("callRequested");
        desk.part("desk-call").click();
        desk.call().getByTestId("call-join").click();
        told("callOffered");
        held("beforeAcceptCall", () -> panel.part("vv-accept-video").click());
        assertThat(panel.part("call-join").count()).isZero();
        panel.part("vv-accept-video").click();
        told("callStarting");
        panel.part("call-join").click();
        CallProof.awaitConnected(panel.frame());
        told("callStarted");
        panel.part("call-hangup").click();
        told("callEnded");
    }

    private void ends() {
        held("beforeEnd", () -> {
            panel.part("vv-end").click();
            panel.part("vv-confirm").click();
        });
        panel.awaitState("active");
        panel.part("vv-end").click();
        panel.part("vv-confirm").click();
        told("conversationEnded");
        panel.part("vv-ended").waitFor();
    }

    private void closes() {
        held("beforeClose", () -> panel.part("vv-close").click());
        assertThat(isOpen()).isTrue();
        panel.part("vv-close").click();
        told("closed");
        assertThat(isOpen()).isFalse();
    }

    /** The page says no to the next such event, which {@code control} brings about, and to none after it. */
    private void held(String event, Runnable control) {
        page.evaluate("type => { held = type; }", event);
        control.run();
        told(event + " held");
        page.evaluate("() => { held = null; }");
    }

    private void told(String event) {
        Await.untilTrue("the page is told: " + event, Await.PATIENCE, () -> events().contains(event));
    }

    private List<String> events() {
        return Arrays.asList(page.evaluate("() => told.join()").toString().split(","));
    }

    private boolean isOpen() {
        return Boolean.TRUE.equals(page.evaluate("() => document.querySelector('visavis-widget').isOpen"));
    }
}
