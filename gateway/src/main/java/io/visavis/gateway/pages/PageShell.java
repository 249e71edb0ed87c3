package io.visavis.gateway.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.visavis.gateway.pages.BundledAssets.Entry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Draws the HTML document round an entry point of {@code widget-ui}: its script, style sheet and chunks by their hashed names, and
 * the headers every page of ours carries. Scripts and styles come from this origin only, nothing inline. Safe for use by many
 * threads.
 */
@Singleton
public final class PageShell {

    private final BundledAssets assets;

    PageShell(BundledAssets assets) {
        this.assets = assets;
    }

    /** The finished response: never cached, never sniffed, framed only by whom the page names. */
    public MutableHttpResponse<byte[]> render(Page page) {
        return HttpResponse.ok(document(page).getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("Content-Security-Policy", policy(page))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
    }

    private static String policy(Page page) {
        String ancestors = page.frameAncestors().isEmpty() ? "'none'" : String.join(" ", page.frameAncestors());
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob: mediastream:; "
                + "connect-src 'self'; frame-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors "
                + ancestors;
    }

    private String document(Page page) {
        Entry entry = assets.entry(page.entry());
        StringBuilder html =
                new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n");
        html.append("<title>").append(escape(page.title())).append("</title>\n");
        html.append("<link rel=\"icon\" href=\"data:,\">\n");
        if (entry.style() != null) {
            html.append("<link rel=\"stylesheet\" href=\"/assets/")
                    .append(entry.style())
                    .append("\">\n");
        }
        for (String chunk : entry.imports()) {
            html.append("<link rel=\"modulepreload\" href=\"/assets/")
                    .append(chunk)
                    .append("\">\n");
        }
        html.append("<script type=\"module\" src=\"/assets/")
                .append(entry.script())
                .append("\"></script>\n</head>\n<body");
        page.data()
                .forEach((name, value) -> html.append(" data-")
                        .append(name)
                        .append("=\"")
                        .append(escape(value))
                        .append('"'));
        return html.append(">\n")
                .append(page.body())
                .append("</body>\n</html>\n")
                .toString();
    }

    /** Text as it may stand between tags and in a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * A page to draw.
     *
     * @param entry the entry point's name, {@code src/<entry>.ts}
     * @param title the document's title, plain text
     * @param body trusted markup, usually empty: most pages draw themselves
     * @param data what the script needs to know, as {@code data-<name>} attributes of the body; names are ours, values are escaped
     * @param frameAncestors CSP sources that may frame the page; none when empty
     */
    public record Page(String entry, String title, String body, Map<String, String> data, List<String> frameAncestors) {

        public Page {
            data = Map.copyOf(data);
            frameAncestors = List.copyOf(frameAncestors);
        }

        /** A page that draws itself, has no data and may not be framed. */
        public static Page of(String entry, String title) {
            return new Page(entry, title, "", Map.of(), List.of());
        }

        public Page withBody(String markup) {
            return new Page(entry, title, markup, data, frameAncestors);
        }

        public Page withData(Map<String, String> values) {
            return new Page(entry, title, body, values, frameAncestors);
        }

        public Page framedBy(List<String> sources) {
            return new Page(entry, title, body, data, sources);
        }
    }
}
