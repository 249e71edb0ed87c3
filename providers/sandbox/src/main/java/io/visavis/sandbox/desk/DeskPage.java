package io.visavis.sandbox.desk;

import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.StaticFiles;
import java.io.IOException;
import java.util.Map;

/** Serves {@code /desk}. The page runs only its own files; frames may show any call page, for the agent's link leads there. */
public final class DeskPage implements Handler {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; connect-src 'self'; frame-src http: https:; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";

    private final StaticFiles files = new StaticFiles(
            "desk",
            Map.of(
                    "Content-Security-Policy",
                    POLICY,
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer"));

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        var path = exchange.path();
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
            return Reply.text(405, "text/plain; charset=utf-8", "Method not allowed\n");
        }
        if (path.equals("/")) {
            return Reply.empty(302).withHeader("Location", "/desk");
        }
        if (path.equals("/desk") || path.equals("/desk/")) {
            return files.serve(exchange, "desk.html");
        }
        return files.serve(exchange, path.startsWith("/desk/") ? path.substring("/desk/".length()) : path);
    }
}
