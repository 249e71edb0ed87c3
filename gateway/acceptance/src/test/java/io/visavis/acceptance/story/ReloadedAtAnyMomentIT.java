package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.visavis.acceptance.browser.Accessibility;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A visitor whose page loads anew in the middle of the form, between choosing files and sending them, and while a message goes. */
@ExtendWith(SharedDemo.class)
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class ReloadedAtAnyMomentIT {
    private static final String SUBJECT = "My router blinks red";
    private static final String SLOW = "**/attachments?name=slow.txt";
    private static final byte[] RED_DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4"
                    + "//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==");

    private final Demo demo;
    private final Desk desk;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    ReloadedAtAnyMomentIT(Demo demo) {
        this.demo = demo;
        this.desk = new Desk(demo);
    }

    @Test
    void neitherTheFormNorTheFilesAreLost() {
        try (Browsers browsers = new Browsers()) {
            PanelPage panel = new PanelPage(browsers.person(1280, 860));
            panel.openFor(
                    "talkdesk-digital-connect", demo.facts().path("demoSiteUrl").asText());
            fillsTheForm(panel);
            String vendorId = desk.conversationOf(email).path("id").asText();
            desk.accept(vendorId);
            desk.say(vendorId, "Please send me a picture");
            panel.awaitText("Please send me a picture");

            choosesFiles(panel);
            panel.page().reload();
            findsThemAgain(panel);
            choosesWhatWasCutOff(panel);
            panel.part("vv-send").click();
            Await.untilTrue(
                    "the agent has what was sent",
                    Await.PATIENCE,
                    () -> desk.texts(vendorId).contains("Here it is"));

            panel.page().reload();
            panel.awaitText("Here it is");
            panel.say("Do you see it?");
            Await.untilTrue(
                    "the agent has what came after it",
                    Await.PATIENCE,
                    () -> desk.texts(vendorId).contains("Do you see it?"));
            assertThat(panel.part("vv-upload").count()).isZero();
            assertThat(filesAt(vendorId)).containsExactly("light.png", "log.txt", "slow.txt");

            goesWhileAMessageGoes(panel, "Did it arrive?", Route::fetch);
            goesWhileAMessageGoes(panel, "Did it go at all?", _ -> {});
            Await.untilTrue(
                    "the agent has both",
                    Await.PATIENCE,
                    () -> desk.texts(vendorId).containsAll(List.of("Did it arrive?", "Did it go at all?")));
            panel.say("That was all");
            Await.untilTrue(
                    "the agent has the last",
                    Await.PATIENCE,
                    () -> desk.texts(vendorId).contains("That was all"));
            assertThat(desk.texts(vendorId))
                    .endsWith("Do you see it?", "Did it arrive?", "Did it go at all?", "That was all");
        }
    }

    /** The page is gone before it has an answer; {@code request} is what becomes of what it asked. */
    private static void goesWhileAMessageGoes(PanelPage panel, String text, Consumer<Route> request) {
        panel.page().route("**/commands", request);
        panel.page()
                .waitForRequest(
                        asked -> asked.url().endsWith("/commands")
                                && asked.postData() != null
                                && asked.postData().contains(text),
                        () -> panel.say(text));
        panel.page().reload();
        panel.page().unroute("**/commands");
        panel.awaitText(text);
        panel.frame()
                .locator("[data-testid=vv-message][data-state=accepted]")
                .filter(new Locator.FilterOptions().setHasText(text))
                .waitFor();
        assertThat(panel.part("vv-messages").getByText(text).count()).isEqualTo(1);
    }

    /** Reloads before starting; what was said is kept until then and no longer. */
    private void fillsTheForm(PanelPage panel) {
        panel.part("vv-field-name").fill("Maria Papadaki");
        panel.part("vv-field-email").fill(email);
        panel.part("vv-field-subject").fill(SUBJECT);
        panel.page().reload();

        panel.part("vv-form").waitFor();
        assertThat(panel.part("vv-field-name").inputValue()).isEqualTo("Maria Papadaki");
        assertThat(panel.part("vv-field-email").inputValue()).isEqualTo(email);
        assertThat(panel.part("vv-field-subject").inputValue()).isEqualTo(SUBJECT);
        Screens.keep(panel.page(), "reloaded-01-form");
        panel.part("vv-start").click();
        panel.part("vv-waiting").first().waitFor();
        assertThat(kept(panel)).contains("Maria Papadaki").doesNotContain(SUBJECT);
    }

    /** A picture, a text, one thought better of, and one that is still on its way when the page goes. */
    private static void choosesFiles(PanelPage panel) {
        Locator files = panel.part("vv-file-input");
        files.setInputFiles(new FilePayload[] {
            new FilePayload("light.png", "image/png", RED_DOT), text("log.txt"), text("wrong.txt")
        });
        panel.uploads("ready").nth(2).waitFor();
        chip(panel, "wrong.txt").getByRole(AriaRole.BUTTON).click();
        panel.part("vv-input").fill("Here it is");

        panel.page().route(SLOW, _ -> {});
        files.setInputFiles(text("slow.txt"));
        panel.uploads("uploading").waitFor();
    }

    private static void findsThemAgain(PanelPage panel) {
        panel.uploads("ready").nth(1).waitFor();
        assertThat(panel.part("vv-upload").locator(".file-name").allInnerTexts())
                .containsExactly("light.png", "log.txt", "slow.txt");
        assertThat(chip(panel, "slow.txt").getAttribute("data-state")).isEqualTo("bad");
        assertThat(chip(panel, "slow.txt").innerText()).contains("Not sent. Please choose it again");
        assertThat(chip(panel, "log.txt").innerText()).contains("6 bytes");
        chip(panel, "light.png").locator("img").waitFor();
        assertThat(panel.part("vv-input").inputValue()).isEqualTo("Here it is");
        Screens.keep(panel.page(), "reloaded-02-files");
        Accessibility.check(panel.page(), "files of before the reload");
    }

    private static void choosesWhatWasCutOff(PanelPage panel) {
        panel.page().unroute(SLOW);
        panel.part("vv-file-input").setInputFiles(text("slow.txt"));
        panel.uploads("ready").nth(2).waitFor();
        assertThat(panel.part("vv-upload").count()).isEqualTo(3);
    }

    private List<String> filesAt(String vendorId) {
        return desk.conversation(vendorId).path("messages").findValues("attachments").stream()
                .flatMap(files -> files.findValuesAsText("name").stream())
                .toList();
    }

    private static FilePayload text(String name) {
        return new FilePayload(name, "text/plain", "6 byte".getBytes(StandardCharsets.UTF_8));
    }

    private static Locator chip(PanelPage panel, String name) {
        return panel.part("vv-upload").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** What the tab keeps of the panel. */
    private static String kept(PanelPage panel) {
        return panel.frame().evaluate("JSON.stringify({ ...sessionStorage })").toString();
    }
}
