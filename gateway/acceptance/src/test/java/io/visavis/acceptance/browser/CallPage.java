package io.visavis.acceptance.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;

/** One side of a call on a page of its own: {@code /t/{ticket}} or {@code /a?…}. */
public final class CallPage {
    private final Page page;

    public CallPage(Page page) {
        this.page = page;
    }

    public Page page() {
        return page;
    }

    public Frame frame() {
        return page.mainFrame();
    }

    public CallPage open(String url) {
        page.navigate(url);
        return this;
    }

    /** As {@link #open}, without waiting for the page: others can load meanwhile. */
    public CallPage opening(String url) {
        page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return this;
    }

    /** All of its media goes through {@code relay}. Before it opens. */
    public CallPage through(UdpRelay relay) {
        page.route("**/signals", route -> {
            String body = route.request().postData();
            if (body == null) {
                route.resume();
            } else {
                route.resume(new Route.ResumeOptions().setPostData(relay.rewrite(body)));
            }
        });
        return this;
    }

    public Locator part(String testId) {
        return page.getByTestId(testId);
    }

    public CallPage join() {
        part("call-join").click();
        return this;
    }

    /** Presses Join at this moment of the machine's clock, in milliseconds. */
    public void joinAt(long epochMillis) {
        part("call-join").waitFor();
        page.evaluate(
                "at => { setTimeout(() => document.querySelector('[data-testid=call-join]').click(), at - Date.now()); }",
                (double) epochMillis);
    }

    /** From its next load on, clicks on Join in the very moment that there is such a button to click. */
    public CallPage joiningAtFirstSight() {
        page.addInitScript("""
            new MutationObserver(() => {
              const join = document.querySelector('[data-testid=call-join]');
              if (join && !join.disabled) join.click();
            }).observe(document, { childList: true, subtree: true, attributes: true });
            """);
        return this;
    }

    /** From its next load on, the page's peer connections stand in {@code links}, for a look at what they were given. */
    public CallPage keepingLinks() {
        page.addInitScript("""
            window.links = [];
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(configuration) {
                super(configuration);
                links.push(this);
              }
            };
            """);
        return this;
    }

    public JsonNode stats() {
        return CallProof.stats(frame()).orElseThrow();
    }

    public long framesDecoded() {
        return stats().path("framesDecoded").asLong();
    }
}
