package io.visavis.sandbox.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files packed on the class path, served with an entity tag and the headers of a page that loads nothing from elsewhere. */
public final class StaticFiles {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.(html|css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private record Content(String text, String tag) {}

    private final String folder;
    private final Map<String, String> headers;
    private final Map<String, Content> loaded = new ConcurrentHashMap<>();

    /**
     * Serves one folder.
     *
     * @param folder on the class path, without slashes at the ends
     */
    public StaticFiles(String folder, Map<String, String> headers) {
        this.folder = folder;
        this.headers = Map.copyOf(headers);
    }

    /** 404 for any name that is not one of the packed files. */
    public Reply serve(Exchange exchange, String name) throws IOException {
        var content = NAME.matcher(name).matches() ? content(name) : null;
        if (content == null) {
            return Reply.text(404, "text/plain; charset=utf-8", "Not found\n");
        }
        var reply = content.tag().equals(exchange.header("If-None-Match"))
                ? Reply.empty(304)
                : Reply.text(200, TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ""), content.text());
        reply = reply.withHeader("ETag", content.tag()).withHeader("Cache-Control", "no-cache");
        for (var header : headers.entrySet()) {
            reply = reply.withHeader(header.getKey(), header.getValue());
        }
        return reply;
    }

    private @Nullable Content content(String name) throws IOException {
        var known = loaded.get(name);
        if (known != null) {
            return known;
        }
        try (var in = StaticFiles.class.getResourceAsStream("/" + folder + "/" + name)) {
            if (in == null) {
                return null;
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var content = new Content(text, '"' + HexFormat.of().toHexDigits(text.hashCode()) + '"');
            loaded.put(name, content);
            return content;
        }
    }
}
