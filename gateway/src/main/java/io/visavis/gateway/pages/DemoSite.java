package io.visavis.gateway.pages;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.visavis.gateway.pages.PageShell.Page;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pretend company site of {@code ./visavis demo}. Its application comes from {@code <home>/demo.json}, which the demo's set-up
 * writes (design 2); of that file only what a visitor may know goes to the page, which asks the application itself what contact
 * centres there are. Without the file the page explains itself.
 */
@Singleton
final class DemoSite {

    private final Path home;
    private final JsonMapper json;

    DemoSite(@Value("${visavis.home:./data}") Path home, JsonMapper json) {
        this.home = home;
        this.json = json;
    }

    Page page() {
        return Page.of("demo", "Aegean Broadband").withBody(markup()).withData(publicPart());
    }

    private Map<String, String> publicPart() {
        Path file = home.resolve("demo.json");
        Map<String, String> data = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return data;
        }
        try {
            Map<String, Object> demo =
                    json.readValue(Files.readAllBytes(file), Argument.mapOf(String.class, Object.class));
            put(data, "application-id", demo.get("applicationId"));
            put(data, "agent-desk-url", demo.get("agentDeskUrl"));
            put(data, "console-url", demo.get("consoleUrl"));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void put(Map<String, String> data, String name, @Nullable Object value) {
        if (value instanceof String text) {
            data.put(name, text);
        }
    }

    private static String markup() {
        try (InputStream in = DemoSite.class.getResourceAsStream("/pages/demo.html")) {
            if (in == null) {
                throw new IllegalStateException("pages/demo.html is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
