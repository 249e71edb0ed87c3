package io.visavis.acceptance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Debian's Chromium, one process for each person as in life, with a fake camera and microphone. Between tests the processes are
 * kept and everything in them is thrown away. Not thread-safe, like Playwright itself.
 */
public final class Browsers implements AutoCloseable {
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--allow-loopback-in-peer-connection");
    private static final List<String> DEVICES =
            List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Map<List<String>, Deque<Browser>> idle = new HashMap<>();
    private final Map<Browser, List<String>> busy = new LinkedHashMap<>();

    /** A person with a camera and a microphone. */
    public Page person(int width, int height) {
        return person(width, height, DEVICES);
    }

    /** A person with these device flags of Chromium instead. */
    public Page person(int width, int height, List<String> devices) {
        List<String> flags = new ArrayList<>(QUIET);
        flags.addAll(devices);
        Browser browser = Optional.ofNullable(
                        idle.computeIfAbsent(flags, _ -> new ArrayDeque<>()).poll())
                .filter(Browser::isConnected)
                .orElseGet(() -> launch(flags));
        busy.put(browser, flags);
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale("en-GB"));
        return context.newPage();
    }

    /** The test is over: every page closes, and the next person finds a browser that knows nothing. */
    public void release() {
        busy.forEach((browser, flags) -> {
            List.copyOf(browser.contexts()).forEach(BrowserContext::close);
            idle.get(flags).add(browser);
        });
        busy.clear();
    }

    private Browser launch(List<String> flags) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setHeadless(true)
                        .setArgs(flags));
    }

    private static Path chromium() {
        String named = System.getenv("VISAVIS_CHROMIUM");
        Path path = Path.of(named == null || named.isBlank() ? "/usr/bin/chromium" : named);
        if (!Files.isExecutable(path)) {
            throw new IllegalStateException(
                    "no Chromium at " + path + ": run ./visavis test, which installs it, or set VISAVIS_CHROMIUM");
        }
        return path;
    }

    @Override
    public void close() {
        busy.keySet().forEach(Browser::close);
        idle.values().forEach(kept -> kept.forEach(Browser::close));
        playwright.close();
    }
}
