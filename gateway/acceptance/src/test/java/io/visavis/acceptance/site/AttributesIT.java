package io.visavis.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the element's attributes do, from the start and changed later; and what is said where one is missing. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class AttributesIT {
    private static final int WIDTH = 1280;

    private final Demo demo;
    private final Desk desk;
    private final Page page;
    private final PanelPage panel;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    AttributesIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.desk = new Desk(demo);
        this.page = browsers.person(WIDTH, 860);
        this.panel = new PanelPage(page);
    }

    @Test
    void theLauncherStandsAndLooksAsThePageSays() {
        opens("talkdesk-digital-connect", "position-horizontal=left&color-primary=%23aa3300");
        assertThat(centre(page.getByTestId("vv-launcher"))).isLessThan(WIDTH / 2.0);
        assertThat(centre(page.getByTestId("vv-frame"))).isLessThan(WIDTH / 2.0);
        assertThat(colour(page.getByTestId("vv-launcher"))).isEqualTo("rgb(170, 51, 0)");
        awaitColour(panel.part("vv-start"), "rgb(170, 51, 0)");
        Screens.keep(page, "attributes-left-and-red");

        set("position-horizontal", "right");
        set("color-primary", "#003366");
        Await.untilTrue(
                "the panel has moved",
                Await.PATIENCE,
                () -> centre(page.getByTestId("vv-frame")) > WIDTH / 2.0
                        && centre(page.getByTestId("vv-launcher")) > WIDTH / 2.0);
        awaitColour(page.getByTestId("vv-launcher"), "rgb(0, 51, 102)");
        awaitColour(panel.part("vv-start"), "rgb(0, 51, 102)");
    }

    @Test
    void theFormAsksInTheLanguageAndForWhatThePageSays() {
        opens("8x8-chat-gateway", "registration-type=none&locale=el");
        assertThat(panel.part("vv-start").innerText().strip()).isEqualTo("Έναρξη συνομιλίας");
        assertThat(panel.frame().evaluate("() => document.documentElement.lang"))
                .isEqualTo("el");
        assertThat(fields()).as("this contact centre itself needs nothing").isEmpty();
        Screens.keep(page, "attributes-greek");

        set("registration-type", "name");
        panel.part("vv-field-name").waitFor();
        assertThat(fields()).containsExactly("vv-field-name");
        set("registration-type", "nameEmailSubject");
        panel.part("vv-field-subject").waitFor();
        assertThat(fields()).containsExactly("vv-field-name", "vv-field-email", "vv-field-subject");
        set("customer-email", email);
        gone(panel.part("vv-field-email"));
        set("locale", "de");
        panel.part("vv-start")
                .filter(new Locator.FilterOptions().setHasText("Chat starten"))
                .waitFor();

        // The other needs two whatever the page says.
        opens("talkdesk-digital-connect", "registration-type=none");
        panel.part("vv-field-subject").waitFor();
        assertThat(fields()).containsExactly("vv-field-email", "vv-field-subject");
    }

    @Test
    void thePanelCannotBeClosedFromWithinWhereThePageHidesThat() {
        opens("talkdesk-digital-connect", "close-hidden=true");
        assertThat(panel.part("vv-close").count()).isZero();
        set("close-hidden", "false");
        panel.part("vv-close").waitFor();
        set("close-hidden", "");
        gone(panel.part("vv-close"));
        panel.start("Maria Papadaki", email, "My router blinks red");
        panel.part("vv-waiting").first().waitFor();
        assertThat(panel.part("vv-close").count()).as("in the chat").isZero();
        page.getByTestId("vv-launcher").click();
        assertThat(onTheElement("isOpen")).isEqualTo(false);
    }

    @Test
    void callsAreOfferedAndAskedBackAboutAsThePageSays() {
        opens("talkdesk-digital-connect", "active-widgets=chat&confirm-call=true");
        panel.start("Maria Papadaki", email, "My router blinks red");
        desk.accept(desk.conversationOf(email).path("id").asText());
        panel.awaitState("active");
        assertThat(panel.part("vv-request-video").count()).isZero();
        assertThat(panel.part("vv-request-audio").count()).isZero();
        set("active-widgets", "chat,audio");
        panel.part("vv-request-audio").waitFor();
        assertThat(panel.part("vv-request-video").count()).isZero();

        panel.part("vv-request-audio").click();
        panel.part("vv-dialog").waitFor();
        Screens.keep(page, "attributes-confirm-call");
        panel.part("vv-cancel").click();
        gone(panel.part("vv-dialog"));
        assertThat(panel.part("vv-withdraw").count()).isZero();
        panel.part("vv-request-audio").click();
        panel.part("vv-confirm").click();
        panel.part("vv-withdraw").click();
        panel.notice("callWithdrawn").waitFor();

        set("confirm-call", "false");
        panel.part("vv-request-audio").click();
        panel.part("vv-withdraw").waitFor();
    }

    /** An application whose connection leaves the touchpoint to the page. */
    @Test
    void aMissingOptionIsNamedInThePanelAndOnThePagesConsole() {
        String application = applicationWithoutTouchpoint();
        String address = demoSite("applicationId=" + application + "&chatMode=talkdesk-digital-connect");
        ConsoleMessage told = toldOnTheConsole(() -> panel.open(address));
        assertThat(told.type()).isEqualTo("error");
        assertThat(told.text()).contains("dc-touchpoint-id");
        panel.part("vv-fault").waitFor();
        assertThat(panel.part("vv-fault").innerText())
                .contains("Chat is not available", "This page lacks settings for the chat: dc-touchpoint-id.");
        Screens.keep(page, "attributes-missing-option");

        set("dc-touchpoint-id", demo.touchpointId());
        panel.part("vv-form").waitFor();
    }

    @Test
    void aMissingAttributeIsNamedTooAndWhatItCouldBe() {
        page.navigate(demoSite(""));
        page.getByTestId("vv-launcher").waitFor();
        ConsoleMessage told = toldOnTheConsole(() -> page.evaluate("""
            () => {
              const widget = document.querySelector('visavis-widget');
              widget.removeAttribute('chat-mode');
              widget.remove();
              document.body.append(widget);
            }"""));
        assertThat(told.type()).isEqualTo("error");
        assertThat(told.text()).contains("needs the attribute chat-mode");
        ConsoleMessage refused =
                toldOnTheConsole(() -> page.getByTestId("vv-launcher").click());
        assertThat(refused.text()).contains("is not offered here", "8x8-chat-gateway", "talkdesk-digital-connect");
        panel.part("vv-fault").waitFor();
        assertThat(panel.part("vv-fault").innerText())
                .contains("is not offered here")
                .doesNotContain("8x8-chat-gateway");
    }

    private String applicationWithoutTouchpoint() {
        String admin = demo.url() + "/api/admin/v1/applications";
        String id = Http.postJson(
                        admin,
                        Map.of("name", "Forgetful " + UUID.randomUUID(), "allowedOrigins", List.of()),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201)
                .json()
                .path("applicationId")
                .asText();
        Http.postJson(
                        admin + "/" + id + "/connections",
                        Map.of(
                                "provider",
                                "talkdesk",
                                "name",
                                "Without a touchpoint",
                                "webhookCredential",
                                "oauth",
                                "settings",
                                demo.talkdeskSettings("")),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(201);
        return id;
    }

    private ConsoleMessage toldOnTheConsole(Runnable work) {
        return page.waitForConsoleMessage(
                new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().startsWith("[visavis]")),
                work);
    }

    private String demoSite(String query) {
        return demo.facts().path("demoSiteUrl").asText() + "?" + query;
    }

    private void opens(String chatMode, String attributes) {
        panel.open(demoSite("chatMode=" + chatMode + "&" + attributes));
        panel.part("vv-form").waitFor();
    }

    private void set(String attribute, String value) {
        page.evaluate(
                "([name, value]) => document.querySelector('visavis-widget').setAttribute(name, value)",
                List.of(attribute, value));
    }

    private Object onTheElement(String property) {
        return page.evaluate("name => document.querySelector('visavis-widget')[name]", property);
    }

    private List<String> fields() {
        return panel.frame().locator("[data-testid^=vv-field-]").all().stream()
                .map(field -> field.getAttribute("data-testid"))
                .toList();
    }

    private static void gone(Locator part) {
        part.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static double centre(Locator part) {
        BoundingBox box = part.boundingBox();
        return box.x + box.width / 2;
    }

    private static void awaitColour(Locator part, String colour) {
        Await.untilTrue(
                "it is painted " + colour, Await.PATIENCE, () -> colour(part).equals(colour));
    }

    private static String colour(Locator part) {
        return part.evaluate("it => getComputedStyle(it).backgroundColor").toString();
    }
}
