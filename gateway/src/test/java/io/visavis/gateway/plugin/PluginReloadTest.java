package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.visavis.gateway.engine.Await;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.ConversationRef;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that is replaced again and again, and used each time as a connection uses it, files too, leaves nothing behind. */
class PluginReloadTest {
    private static final int RELOADS = 300;
    /** Keeps something of its own on the host's threads, and calls its vendor by the host's HTTP client. */
    private static final String PROVIDER = """
            ThreadLocal<Object> own = new ThreadLocal<>();
            return new Provider() {
                public CheckResult check() {
                    own.set(this);
                    try {
                        var request = java.net.http.HttpRequest.newBuilder(
                                java.net.URI.create(settings.find("vendor").orElseThrow())).build();
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
                public CommandSender commands() {
                    return command -> CommandReceipt.done();
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
            """;

    @TempDir
    Path folder;

    @TempDir
    Path home;

    @Test
    void threeHundredReloadsLeaveNoClassLoaderBehind() throws IOException {
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        vendor.start();
        PluginJarBuilder builder = new PluginJarBuilder().creating(PROVIDER);
        Path jar = builder.write(folder.resolve("acme.jar"));
        PluginHost host = new PluginHost(folder, new PluginCopies(home), new PluginTrust("", ""));
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            host.start();
            String address = "http://localhost:" + vendor.getAddress().getPort();
            for (int i = 1; i <= RELOADS; i++) {
                loaders.add(used(host, http, address));
                builder.manifest("Plugin-Version", "1.0." + i).packAgain(jar);
                host.look();
                host.look();
                assertThat(host.plugins().getFirst().version()).isEqualTo("1.0." + i);
            }
        } finally {
            host.stop();
            vendor.stop(0);
        }
        Await.until("all class loaders are gone", () -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.refersTo(null));
        });
    }

    private static WeakReference<ClassLoader> used(PluginHost host, HttpClient http, String address)
            throws IOException {
        Generation generation = host.generation("acme").orElseThrow();
        assertThat(generation.retain()).isTrue();
        HostContext context = new HostContext("con_1", URI.create(address), http, Clock.systemUTC(), null);
        ContainedCalls calls = new ContainedCalls("con_1", generation.classLoader(), 1, Duration.ZERO);
        ContainedProvider contained = new ContainedProvider(
                "con_1",
                generation.factory().create(new ConnectionSettings(Map.of("vendor", address)), context),
                calls,
                CallLimits.USUAL);
        assertThat(contained.check().detail()).isEqualTo("ok");
        try (InputStream file = contained
                .attachments()
                .orElseThrow()
                .open(new ConversationRef("cnv_1", "v", null), "f1")
                .content()) {
            assertThat(file.readAllBytes()).hasSize(2);
        }
        contained.close();
        generation.release();
        return new WeakReference<>(generation.classLoader());
    }
}
