package io.visavis.acceptance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway and a sandbox as {@code ./visavis demo} starts them, on a home of their own. */
public final class Demo implements AutoCloseable {
    /** As the launcher does for a demo; and what the second compiler spends on a test's process, it never gets back. */
    private static final List<String> AT_ONCE = List.of("-XX:TieredStopAtLevel=1");

    private final List<String> gatewayOptions;
    private final Path home;
    private final int port;
    private final int sandboxPort;
    private final Map<String, String> environment;
    private ServerProcess gateway;
    private ServerProcess sandbox;
    private final JsonNode facts;

    private Demo(Path home, Map<String, String> extra, List<String> gatewayOptions) {
        this.gatewayOptions = gatewayOptions;
        this.home = home;
        this.port = Ports.free();
        this.sandboxPort = Ports.free();
        this.environment = new HashMap<>(Map.of(
                "VISAVIS_PORT", Integer.toString(port),
                "VISAVIS_HOME", home.toString(),
                "VISAVIS_PUBLIC_URL", url(),
                "VISAVIS_PLUGINS", Repository.file("plugins").toString(),
                "VISAVIS_RATE_LIMITS", "off",
                "VISAVIS_FRAME_ANCESTORS", sandboxUrl()));
        environment.putAll(extra);
        this.gateway = startGateway(Map.of());
        this.sandbox = startSandbox();
        try {
            this.facts = Await.until("demo.json", Await.PATIENCE, this::readFacts);
        } catch (Error e) {
            close();
            throw e;
        }
    }

    private ServerProcess startSandbox() {
        return ServerProcess.start(
                "sandbox",
                home.resolve("sandbox.log"),
                Map.of(),
                "providers/sandbox/jvm-options",
                List.of(),
                ServerProcess.remembered(
                        "target/sandbox.aot",
                        "providers/sandbox/target/visavis-sandbox.jar",
                        "--port",
                        Integer.toString(sandboxPort),
                        "--gateway",
                        url(),
                        "--home",
                        home.toString(),
                        "--demo"));
    }

    public static Demo start(Path home) {
        return start(home, Map.of());
    }

    /** With environment variables for the gateway. */
    public static Demo start(Path home, Map<String, String> gatewayEnvironment) {
        return new Demo(home, gatewayEnvironment, AT_ONCE);
    }

    /** With a gateway as {@code ./visavis serve} starts it, which is made for load. */
    public static Demo startAsServed(Path home) {
        return startAsServed(home, Map.of());
    }

    /** The same with environment variables for the gateway. */
    public static Demo startAsServed(Path home, Map<String, String> gatewayEnvironment) {
        return new Demo(home, gatewayEnvironment, List.of());
    }

    private Optional<JsonNode> readFacts() {
        if (!gateway.alive()) {
            throw new AssertionError("the gateway stopped:\n" + gateway.tail());
        }
        if (sandbox != null && !sandbox.alive()) {
            throw new AssertionError("the sandbox stopped:\n" + sandbox.tail());
        }
        Path file = home.resolve("demo.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess startGateway(Map<String, String> extra) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(extra);
        return ServerProcess.start(
                "gateway", home.resolve("gateway.log"), all, "gateway/jvm-options", gatewayOptions, gatewayArguments());
    }

    private static List<String> gatewayArguments() {
        return ServerProcess.remembered("target/gateway.aot", "gateway/target/visavis-gateway.jar");
    }

    /** Starts the gateway again on the same home and port, after it has gone; returns when it is ready. */
    public void restartGateway(Map<String, String> extra) {
        gateway = startGateway(extra);
        awaitReady();
    }

    /** As {@link #restartGateway}, but does not wait: it may end before it is ready. */
    public void startGatewayAgain() {
        gateway = startGateway(Map.of());
    }

    /** Starts the sandbox again on the same port, after it has gone; it remembers nothing. Returns when it listens. */
    public void restartSandbox() {
        sandbox = startSandbox();
        Await.untilTrue(
                "the sandbox is there again",
                Await.PATIENCE,
                () -> Http.get(sandboxUrl() + "/health").status() == 200);
    }

    public void awaitReady() {
        Await.untilTrue("the gateway is ready", Await.PATIENCE, () -> {
            if (!gateway.alive()) {
                return true;
            }
            return Http.get(url() + "/health/readiness").status() == 200;
        });
        if (!gateway.alive()) {
            throw new AssertionError("the gateway stopped:\n" + gateway.tail());
        }
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public String sandboxUrl() {
        return "http://localhost:" + sandboxPort;
    }

    public Path home() {
        return home;
    }

    public ServerProcess gateway() {
        return gateway;
    }

    public ServerProcess sandbox() {
        return sandbox;
    }

    /** {@code demo.json}, fields as in the README. */
    public JsonNode facts() {
        return facts;
    }

    public String applicationId() {
        return facts.path("applicationId").asText();
    }

    public String connectionId() {
        return facts.path("talkdesk").path("connectionId").asText();
    }

    public String touchpointId() {
        return facts.path("talkdesk").path("touchpointId").asText();
    }

    /**
     * Settings of a connection to the sandbox's Talkdesk, with the sandbox's own client.
     *
     * @param place the start of the path of every call to it; may be empty
     */
    public Map<String, String> talkdeskSettings(String place) {
        return Map.of(
                "api-base-url",
                sandboxUrl() + place,
                "token-url",
                sandboxUrl() + place + "/oauth/token",
                "client-id",
                "sandbox-client",
                "client-secret",
                "sandbox-secret");
    }

    /** {@code Authorization} of the administrator. */
    public String adminAuthorization() {
        String pair = facts.path("adminUser").asText() + ":"
                + facts.path("adminPassword").asText();
        return "Basic "
                + java.util.Base64.getEncoder().encodeToString(pair.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** {@code Authorization} of the demo client: a fresh bearer token. */
    public String clientAuthorization() {
        String form = "grant_type=client_credentials&client_id="
                + facts.path("clientId").asText() + "&client_secret="
                + facts.path("clientSecret").asText();
        return "Bearer "
                + Http.post(url() + "/security/oauth/token", form, "Content-Type", "application/x-www-form-urlencoded")
                        .expect(200)
                        .json()
                        .path("access_token")
                        .asText();
    }

    @Override
    public void close() {
        sandbox.close();
        gateway.close();
    }
}
