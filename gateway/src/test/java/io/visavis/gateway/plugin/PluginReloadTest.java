package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A jar that is replaced again and again under a whole gateway, and used each time as a connection uses it (the account's check,
 * opening hours, files, and now and then a chat), leaves nothing behind: not in the host, nor the registry, nor any cache.
 */
class PluginReloadTest {
    private static final int RELOADS = 300;
    /** A chat's outbox and log take longer than a reload. */
    private static final int RELOADS_A_CHAT = 20;

    private static final String VENDOR = "visavis.test.reloaded-vendor";
    /** Keeps something of its own on the host's threads, and calls its vendor by the host's HTTP client. */
    private static final String PROVIDER = """
            ThreadLocal<Object> own = new ThreadLocal<>();
            return new Provider() {
                public CheckResult check() {
                    own.set(this);
                    try {
                        var request = java.net.http.HttpRequest.newBuilder(
                                java.net.URI.create(System.getProperty("VENDOR"))).build();
                        var answer = context.httpClient().send(
                                request, java.net.http.HttpResponse.BodyHandlers.ofString());
                        return CheckResult.ok(answer.body());
                    } catch (java.io.IOException | InterruptedException e) {
                        return CheckResult.failed(e.toString());
                    }
                }
                public java.util.Optional<AttachmentTransfer> attachments() {
                    return java.util.Optional.of(new AttachmentTransfer() {
                        public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
                            throw new UnsupportedOperationException();
                        }
                        public Download open(ConversationRef conversation, String id) {
                            return new Download("a.txt", "text/plain", 2, new java.io.ByteArrayInputStream(new byte[2]) {
                                // Of the plugin's own classes.
                            });
                        }
                    });
                }
                public java.util.Optional<Availability> availability() {
                    return java.util.Optional.of(options ->
                            new Availability.Report(Availability.State.OPEN, null, null, 60L));
                }
                public CommandSender commands() {
                    return command -> CommandReceipt.of("v-" + command.idempotencyKey());
                }
                public WebhookReceiver webhooks() {
                    return new WebhookReceiver() {
                        public java.util.Optional<String> dedupKey(RawWebhook webhook) {
                            return java.util.Optional.empty();
                        }
                        public java.util.List<ProviderEvent> translate(AcceptedWebhook webhook) {
                            return java.util.List.of();
                        }
                    };
                }
            };
            """.replace("VENDOR", VENDOR);

    @TempDir
    Path work;

    private HttpServer vendor;
    private EmbeddedServer server;
    private HttpCalls http;
    private PluginHost host;
    private PluginJarBuilder builder;
    private Path jar;
    private String application;
    private String connection;

    @BeforeEach
    void start() throws IOException {
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        vendor.start();
        System.setProperty(VENDOR, "http://localhost:" + vendor.getAddress().getPort());
        Path folder = Files.createDirectory(work.resolve("plugins"));
        builder = new PluginJarBuilder().creating(PROVIDER);
        jar = builder.write(folder.resolve("acme.jar"));
        server = ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "visavis.plugins", folder.toString(),
                        "visavis.home", work.resolve("home").toString(),
                        "visavis.rate-limits", "off"),
                "test");
        http = new HttpCalls(server.getURI());
        host = server.getApplicationContext().getBean(PluginHost.class);
        application = http.send("POST", "applications", "{\"name\": \"Shop\"}")
                .json()
                .path("applicationId")
                .asText();
        connection = http.send(
                        "POST",
                        "applications/" + application + "/connections",
                        "{\"name\": \"Acme\", \"provider\": \"acme\"}")
                .json()
                .path("connectionId")
                .asText();
    }

    @AfterEach
    void stop() {
        server.stop();
        vendor.stop(0);
        System.clearProperty(VENDOR);
    }

    @Test
    void threeHundredReloadsLeaveNoClassLoaderBehind() throws IOException {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 1; i <= RELOADS; i++) {
            use();
            if (i % RELOADS_A_CHAT == 0) {
                chat(i);
            }
            loaders.add(loaderOfNow());
            builder.manifest("Plugin-Version", "1.0." + i).packAgain(jar);
            host.look();
            host.look();
            assertThat(host.plugins().getFirst().version()).isEqualTo("1.0." + i);
        }
        Await.until("all class loaders but the last are gone", () -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.refersTo(null));
        });
        use();
    }

    private WeakReference<ClassLoader> loaderOfNow() {
        return new WeakReference<>(host.generation("acme").orElseThrow().classLoader());
    }

    private void use() throws IOException {
        assertThat(http.send("POST", "connections/" + connection + "/check", null)
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("ok");
        assertThat(http.send("GET", "/api/widget/v1/applications/" + application, null, "Accept", "application/json")
                        .text())
                .contains("\"acme\"");
        Provider live = server.getApplicationContext()
                .getBean(LiveProviders.class)
                .find(new ConnectionId(connection))
                .orElseThrow()
                .provider();
        try (InputStream file = live.attachments()
                .orElseThrow()
                .open(new ConversationRef("cnv_1", "v", null), "f1")
                .content()) {
            assertThat(file.readAllBytes()).hasSize(2);
        }
    }

    private void chat(int number) {
        Answer started = http.send(
                "POST",
                "/api/widget/v1/conversations",
                """
                {"applicationId": "%s", "chatMode": "acme", "options": {}, "customer": {"email": "mia%d@example.org"}}""".formatted(application, number),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "reloaded-" + number);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        String path = "/api/widget/v1/conversations/"
                + started.json().path("conversationId").asText();
        String bearer = "Bearer " + started.json().path("accessToken").asText();
        http.send(
                "POST",
                path + "/commands",
                "{\"id\": \"m-1\", \"type\": \"message.send\", \"data\": {\"text\": \"Hello\"}}",
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
        Await.until(
                "the message is taken",
                () -> http.send("GET", path + "/events", null, "Authorization", bearer, "Accept", "application/json")
                        .text()
                        .contains("message.accepted"));
    }
}
