package io.visavis.acceptance.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A site of somebody else's with the widget on its only page, pasted as the README says. To a browser 127.0.0.1 is not the site
 * that localhost is, so the gateway is a stranger here: no permission and no storage of its own reaches into the frame. Its policy
 * lets in the gateway and nothing else, not even the page's own scripts and styles.
 */
final class Site implements AutoCloseable {
    private final Demo demo;
    private final HttpServer server;
    private final String widget;

    /** With the widget's attributes beside {@code application-id}, as they stand in the page. */
    Site(Demo demo, String attributes) {
        this.demo = demo;
        this.widget =
                "<visavis-widget application-id=\"" + demo.applicationId() + "\" " + attributes + "></visavis-widget>";
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        allow();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] page = ("<!doctype html><html lang=\"en\"><title>A shop</title><h1>A shop</h1>" + widget
                        + "<script type=\"module\" src=\"" + demo.url() + "/widget.js\"></script>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src " + demo.url() + "; frame-src " + demo.url()
                                + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    /** As an administrator does, with what the application allows already. */
    private void allow() {
        String address = demo.url() + "/api/admin/v1/applications/" + demo.applicationId();
        JsonNode before = Http.get(address, "Authorization", demo.adminAuthorization())
                .expect(200)
                .json();
        TreeSet<String> origins = new TreeSet<>(List.of(url()));
        before.path("allowedOrigins").forEach(origin -> origins.add(origin.asText()));
        Http.putJson(
                        address,
                        Map.of(
                                "name", before.path("name"),
                                "allowedOrigins", origins,
                                "texts", before.path("texts"),
                                "theme", before.path("theme"),
                                "siteUrl", before.path("siteUrl")),
                        "Authorization",
                        demo.adminAuthorization())
                .expect(200);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
