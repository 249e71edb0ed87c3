package io.visavis.gateway.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.security.oauth2.endpoint.token.request.TokenEndpointClient;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.spi.AccessTokenSource;
import io.visavis.spi.ClientCredentials;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a vendor's token endpoint answers, it costs one command a classified failure and nobody else anything. */
@MicronautTest(transactional = false)
class OutboundTokensTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();
    private HttpServer vendor;

    @Inject
    TokenEndpointClient client;

    @BeforeEach
    void startVendor() throws IOException {
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.setExecutor(threads);
        vendor.start();
    }

    @AfterEach
    void stopVendor() {
        over.countDown();
        vendor.stop(0);
        threads.shutdownNow();
    }

    @FunctionalInterface
    private interface Reply {
        void to(HttpExchange exchange) throws Exception;
    }

    private void at(String path, Reply reply) {
        vendor.createContext(path, exchange -> {
            asked.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            try {
                reply.to(exchange);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                exchange.close();
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + vendor.getAddress().getPort() + path);
    }

    private AccessTokenSource source() {
        return source(new OAuthAccessTokens(client, Clock.systemUTC()));
    }

    private AccessTokenSource source(OAuthAccessTokens tokens) {
        return tokens.clientCredentials(new ClientCredentials(
                address("/token"), "id", "canary-secret", Set.of(), ClientCredentials.Placement.BASIC));
    }

    private void fails(Kind kind) {
        fails(kind, source());
    }

    private static void fails(Kind kind, AccessTokenSource source) {
        assertThatThrownBy(source::token)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageNotContaining("canary-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "null"})
    void aLifeThatIsNoneDoesNotMeanATokenForEachCommand(String life) {
        at(
                "/token",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":" + life + "}"));
        AccessTokenSource source = source();

        assertThat(source.token().value()).isEqualTo("t");
        assertThat(source.token().value()).isEqualTo("t");
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, AUTHENTICATION",
        "401, AUTHENTICATION",
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void aRefusalIsClassified(int status, Kind kind) {
        at("/token", exchange -> answer(exchange, status, "{\"error\":\"as told\"}"));
        fails(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "{}", "{\"access_token\":\"\"}", "<html></html>", "{\"access_token\":5"})
    void anAnswerWithoutATokenIsNone(String body) {
        at("/token", exchange -> answer(exchange, 200, body));
        fails(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowedWithOurSecret(int status) {
        at("/elsewhere", exchange -> answer(exchange, 200, "{\"access_token\":\"t\",\"token_type\":\"bearer\"}"));
        at("/token", exchange -> {
            exchange.getResponseHeaders().add("Location", address("/elsewhere").toString());
            answer(exchange, status, "");
        });
        assertThatThrownBy(() -> source().token()).isInstanceOf(ProviderException.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        at("/token", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            endlessly(exchange.getResponseBody());
        });
        fails(Kind.UNAVAILABLE);
        // A token is small: whoever reads on is kept from all else that comes in on the same thread.
        assertThat(sent).hasValueLessThan(9L << 20);
    }

    @Test
    void aPackedAnswerThatUnpacksWithoutEndIsCutOff() {
        at("/token", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            endlessly(new GZIPOutputStream(exchange.getResponseBody()));
        });
        fails(Kind.UNAVAILABLE);
    }

    /** Up to one GB: whoever reads it all would show it. */
    private void endlessly(OutputStream out) {
        byte[] block = " ".repeat(1 << 16).getBytes(UTF_8);
        try (out) {
            for (int i = 0; i < 1 << 14; i++) {
                out.write(block);
                sent.addAndGet(block.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("was cut off, as it should", e);
        }
    }

    @Test
    void anEndpointThatHangsIsGivenUpOn() {
        at("/token", _ -> over.await());
        fails(Kind.UNAVAILABLE, source(new OAuthAccessTokens(client, Clock.systemUTC(), Duration.ofMillis(100))));
    }
}
