package io.visavis.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.DeskPage;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The widget on a page of somebody else's origin, under a policy that lets in nothing but the gateway. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class ForeignSiteIT {
    private final Demo demo;
    private final Site site;
    private final Page page;
    private final PanelPage panel;
    private final DeskPage desk;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";
    private final List<String> complaints = new ArrayList<>();

    ForeignSiteIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.site = new Site(demo, "chat-mode=\"talkdesk-digital-connect\" registration-type=\"nameEmailSubject\"");
        this.page = browsers.person(1280, 860);
        this.panel = new PanelPage(page);
        this.desk = new DeskPage(browsers.person(1280, 860));
    }

    @BeforeEach
    void comes() {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(site.url());
        page.getByTestId("vv-launcher").waitFor();
    }

    @AfterEach
    void closes() {
        site.close();
    }

    @Test
    void nothingIsStoredBeforeTheFirstClick() {
        page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);

        assertThat(page.frames())
                .as("nothing of the gateway's is there to store")
                .containsExactly(page.mainFrame());
        assertThat(stored()).isEqualTo("cookies=,localStorage=,sessionStorage=,indexedDB=,caches=,workers=0");
        assertThat(page.context().cookies()).isEmpty();
        assertThat(page.context().storageState()).isEqualTo("{\"cookies\":[],\"origins\":[]}");

        // So much for the reading of it: what the visitor does is remembered.
        page.getByTestId("vv-launcher").click();
        panel.part("vv-form").waitFor();
        assertThat(stored()).contains("sessionStorage=visavis:" + demo.applicationId());
        assertThat(page.context().cookies()).isEmpty();
    }

    @Tag("pictures")
    @Test
    void theChatAndTheCallWorkAsAnywhere() {
        page.getByTestId("vv-launcher").click();
        panel.start("Maria Papadaki", email, "My router blinks red");
        panel.part("vv-waiting").first().waitFor();
        desk.open(demo.facts().path("agentDeskUrl").asText());
        desk.accept(email);
        desk.say("Good morning, Maria");
        panel.awaitText("Good morning, Maria");
        panel.say("It blinks");
        desk.awaitText("It blinks");

        desk.part("desk-call").click();
        desk.call().getByTestId("call-join").click();
        panel.part("vv-accept-video").click();
        panel.part("call-join").click();
        CallProof.awaitConnected(panel.frame());
        Await.untilTrue(
                "the agent sees and hears the visitor",
                Await.PATIENCE,
                () -> CallProof.stats(desk.callFrame())
                        .filter(stats -> stats.path("framesDecoded").asLong() > 0
                                && stats.path("audioPacketsReceived").asLong() > 0)
                        .isPresent());
        Screens.keep(page, "foreign-site-call");

        assertThat(panel.frame().evaluate("() => document.featurePolicy.allowedFeatures()"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains("camera", "microphone", "display-capture", "fullscreen", "picture-in-picture", "autoplay");
        assertThat(page.context().cookies()).isEmpty();
        assertThat(complaints)
                .as("of the browser's, about the policy or anything else")
                .isEmpty();
    }

    /** All that the site's page can see of what is kept. */
    private String stored() {
        return page.evaluate("""
                        async () => {
                          const databases = (await indexedDB.databases()).map(({ name }) => name);
                          const workers = await navigator.serviceWorker.getRegistrations();
                          return `cookies=${document.cookie},localStorage=${Object.keys(localStorage)},`
                            + `sessionStorage=${Object.keys(sessionStorage)},indexedDB=${databases},`
                            + `caches=${await caches.keys()},workers=${workers.length}`;
                        }""").toString();
    }
}
