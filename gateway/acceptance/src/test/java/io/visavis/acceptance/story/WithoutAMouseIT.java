package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.visavis.acceptance.browser.Accessibility;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.DeskPage;
import io.visavis.acceptance.browser.Keyboard;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.SharedDemo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** From a chat to a face by the keyboard alone, at both ends: every control can be reached, seen and pressed. */
@Tag("pictures")
@Isolated("its pictures need the processor")
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
class WithoutAMouseIT {
    private final Demo demo;
    private final PanelPage panel;
    private final DeskPage desk;
    private final Keyboard visitor;
    private final Keyboard agent;
    private final String email = "irini-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";

    WithoutAMouseIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.panel = new PanelPage(browsers.person(1280, 860));
        this.desk = new DeskPage(browsers.person(1280, 860));
        this.visitor = new Keyboard(panel.page());
        this.agent = new Keyboard(desk.page());
    }

    @Test
    void theWholeStory() {
        opensClosesAndOpensThePanel();
        asks();
        isAccepted();
        sendsAFile();
        meetsTheAgent();
        hangsUp();
        endsAndLeaves();
    }

    @Test
    void theLauncherAloneIsAccessible() {
        panel.page().navigate(demo.facts().path("demoSiteUrl").asText());
        panel.page().getByTestId("vv-launcher").waitFor();
        Accessibility.check(panel.page(), "launcher alone");
    }

    /** What a browser draws where a frame is refused is for nobody's eyes, and the reason is for the owner's. */
    @Test
    void aSiteThatIsNotAllowedIsToldWhyAndShowsNothing() {
        Page site = panel.page();
        String origin = demo.sandboxUrl().replace("localhost", "127.0.0.1");
        site.navigate(origin + "/health");
        ConsoleMessage told = site.waitForConsoleMessage(
                new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().startsWith("[visavis]")),
                () -> {
                    site.evaluate("""
                        ([gateway, application]) => {
                          const widget = document.createElement('visavis-widget');
                          widget.setAttribute('application-id', application);
                          widget.setAttribute('chat-mode', 'talkdesk-digital-connect');
                          const loader = document.createElement('script');
                          loader.type = 'module';
                          loader.src = gateway + '/widget.js';
                          document.body.append(widget, loader);
                        }""", List.of(demo.url(), demo.applicationId()));
                    site.getByTestId("vv-launcher").click();
                });
        assertThat(told.text()).contains(origin, "allowedOrigins", demo.applicationId());
        site.getByTestId("vv-launcher").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        assertThat(site.getByTestId("vv-frame").count()).isZero();
    }

    @Test
    void nothingMovesForWhoWantsNoMotion() {
        panel.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        panel.open(demo.facts().path("demoSiteUrl").asText());
        panel.start("Irini Vlachou", email, "Still waters");
        panel.part("vv-waiting").first().waitFor();
        String moving = """
            () => document.getAnimations()
                .filter(one => one.playState === 'running' && one.effect.getComputedTiming().activeDuration > 50)
                .map(one => one.animationName || one.transitionProperty).join()""";
        assertThat(panel.frame().evaluate(moving)).as("in the panel").isEqualTo("");
        assertThat(panel.page()
                        .evaluate("() => { const root = document.querySelector('visavis-widget').shadowRoot;"
                                + " return root ? ("
                                + moving.replace("document.getAnimations()", "root.getAnimations()")
                                + ")() : ''; }"))
                .as("round the panel")
                .isEqualTo("");
    }

    private void opensClosesAndOpensThePanel() {
        panel.page().navigate(demo.facts().path("demoSiteUrl").asText());
        panel.page().getByTestId("vv-launcher").waitFor();
        visitor.tabTo("vv-launcher");
        visitor.press("Enter");
        panel.part("vv-form").waitFor();
        visitor.awaitFocus("vv-field-name");
        visitor.press("Escape");
        visitor.awaitFocus("vv-launcher");
        visitor.press("Space");
        visitor.awaitFocus("vv-field-name");
    }

    private void asks() {
        visitor.type("Irini Vlachou");
        visitor.tabTo("vv-field-email");
        visitor.press("Enter");
        // What is missing gets the focus, and says so.
        visitor.awaitFocus("vv-field-email");
        visitor.type(email);
        visitor.tabTo("vv-field-subject");
        visitor.type("My router blinks red");
        visitor.tabTo("vv-start");
        visitor.press("Enter");
        panel.part("vv-waiting").first().waitFor();
        visitor.awaitFocus("vv-input");
    }

    private void isAccepted() {
        desk.open(demo.facts().path("agentDeskUrl").asText());
        desk.item(email).waitFor();
        agent.tabTo("desk-queue-item");
        while (!Boolean.TRUE.equals(
                desk.page().evaluate("email => document.activeElement.dataset.email === email", email))) {
            // One stop for Tab, however many wait.
            agent.press("ArrowDown");
            agent.awaitFocus("desk-queue-item");
        }
        agent.press("Enter");
        agent.tabTo("desk-accept");
        agent.press("Enter");
        agent.awaitFocus("desk-message-input");
        agent.type("Good morning, do you see me?");
        agent.press("Enter");
        panel.awaitText("Good morning, do you see me?");
        visitor.type("Not yet");
        visitor.press("Enter");
        desk.awaitText("Not yet");
        visitor.awaitFocus("vv-input");
    }

    private void sendsAFile() {
        // Interception begins with the first listener, and must be there before the key is pressed.
        panel.page().onFileChooser(_ -> {});
        visitor.backTo("vv-attach");
        FileChooser files = panel.page().waitForFileChooser(() -> visitor.press("Enter"));
        files.setFiles(new FilePayload("router.txt", "text/plain", "blinks".getBytes(StandardCharsets.UTF_8)));
        panel.frame().locator("[data-testid=vv-send]:not([disabled])").waitFor();
        visitor.tabTo("vv-send");
        visitor.press("Enter");
        desk.part("desk-message-file").first().waitFor();
        visitor.awaitFocus("vv-input");
    }

    private void meetsTheAgent() {
        agent.backTo("desk-call");
        agent.press("Enter");
        desk.call().getByTestId("call-join").waitFor();
        agent.tabTo("call-join");
        agent.press("Enter");
        panel.part("vv-accept-video").waitFor();
        visitor.backTo("vv-accept-video");
        visitor.press("Enter");
        visitor.awaitFocus("call-join");
        visitor.tabTo("call-join");
        visitor.press("Enter");
        CallProof.awaitConnected(panel.frame());
        // Escape is for menus here: it must not put the call out of sight.
        visitor.press("Escape");
        assertThat(panel.part("call-hangup").isVisible()).isTrue();
    }

    private void hangsUp() {
        visitor.tabTo("call-hangup");
        visitor.press("Enter");
        desk.call().getByTestId("call-ended").waitFor();
        visitor.awaitFocus("vv-input");
    }

    private void endsAndLeaves() {
        visitor.backTo("vv-end");
        visitor.press("Enter");
        panel.part("vv-dialog").waitFor();
        visitor.press("Escape");
        visitor.awaitFocus("vv-end");
        visitor.press("Enter");
        visitor.tabTo("vv-confirm");
        visitor.press("Enter");
        panel.part("vv-ended").waitFor();
        visitor.awaitFocus("vv-new-chat");
        visitor.press("Escape");
        visitor.awaitFocus("vv-launcher");
    }
}
