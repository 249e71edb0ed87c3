package io.visavis.sandbox.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.http.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the gateway ready for the demo: an application, a connection to the sandbox's Talkdesk, one to its
 * 8x8 if the gateway has that plugin, a client for them.
 * Everything is found by its name, so starting again on the same home changes nothing. Credentials are kept in
 * {@code demo.json}; a secret that is no longer there is replaced by a new one.
 */
public final class DemoSetup {

    private static final String APPLICATION = "Visavis demo";
    private static final String CONNECTION = "Talkdesk (sandbox)";
    private static final String CLIENT = "Talkdesk sandbox";
    private static final String EIGHT_BY_EIGHT = "8x8";
    private static final String EIGHT_BY_EIGHT_CONNECTION = "8x8 (sandbox)";
    private static final String ADMIN = "admin";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LOOK_EVERY_MILLIS = 100;

    /**
     * The two sides to be introduced to each other.
     *
     * @param gatewayUrl where browsers and this process reach the gateway
     * @param sandboxUrl where browsers and the gateway reach the sandbox
     * @param home folder of {@code demo.json} and {@code admin-password}
     */
    public record Place(String gatewayUrl, String sandboxUrl, Path home) {}

    /** The account in the sandbox that the connection is for. */
    public record TalkdeskAccount(String clientId, String clientSecret, String touchpointId) {}

    /** The 8x8 account in the sandbox, for a second connection. */
    public record EightByEightAccount(
            String apiKey, String tenantId, String channelId, String queueId, String scheduleId, String actionToken) {}

    /**
     * What the sandbox must know to call the gateway.
     *
     * @param eightByEightWebhook where 8x8's events go; null when the gateway has no 8x8 plugin
     */
    public record Introduction(
            String applicationId,
            String clientId,
            String clientSecret,
            @Nullable String eightByEightWebhook) {}

    private record EightByEightConnection(String id, String webhookUrl) {}

    private record Client(String id, String secret) {}

    private final Place place;
    private final TalkdeskAccount account;
    private final EightByEightAccount eightByEight;
    private final @Nullable String givenPassword;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Prepares a set-up; {@code adminPassword} null means that the gateway writes one into the home. */
    public DemoSetup(
            Place place, TalkdeskAccount account, EightByEightAccount eightByEight, @Nullable String adminPassword) {
        this.place = place;
        this.account = account;
        this.eightByEight = eightByEight;
        this.givenPassword = adminPassword;
    }

    /**
     * Waits for the gateway, creates what is missing and writes {@code demo.json}.
     *
     * @throws IOException if the gateway does not come up or refuses; the message says which step failed
     */
    public Introduction run() throws IOException, InterruptedException {
        awaitHealth();
        var password = password();
        var admin = new AdminApi(http, place.gatewayUrl(), ADMIN, password);
        var before = readDemo();
        var applicationId = application(admin);
        var connectionId = connection(admin, applicationId);
        var client = client(admin, applicationId, connectionId, before);
        var second = eightByEightConnection(admin, applicationId);
        writeDemo(applicationId, connectionId, second, client, password);
        return new Introduction(
                applicationId, client.id(), client.secret(), second == null ? null : second.webhookUrl());
    }

    private void awaitHealth() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(place.gatewayUrl() + "/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long until = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        while (System.nanoTime() < until) {
            try {
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status == 200) {
                    return;
                }
                last = "status " + status;
            } catch (ConnectException e) {
                last = "nothing listens there";
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        throw new IOException("the gateway at " + place.gatewayUrl() + " did not become healthy: " + last);
    }

    private String password() throws IOException {
        if (givenPassword != null && !givenPassword.isBlank()) {
            return givenPassword;
        }
        var file = place.home().resolve("admin-password");
        if (!Files.isReadable(file)) {
            throw new IOException("no administrator password: " + file
                    + " cannot be read and VISAVIS_ADMIN_PASSWORD is not set; is --home the gateway's home?");
        }
        return Files.readString(file).strip();
    }

    private String application(AdminApi admin) throws IOException, InterruptedException {
        var wanted = Json.object().put("name", APPLICATION);
        wanted.putArray("allowedOrigins").add(place.gatewayUrl()).add(place.sandboxUrl());
        wanted.put("siteUrl", place.gatewayUrl() + "/demo");
        wanted.putObject("texts");
        wanted.putObject("theme");
        var known = admin.byName("applications", APPLICATION);
        if (known.isPresent()) {
            var id = text(known.get(), "applicationId");
            var origins = known.get().path("allowedOrigins").toString();
            if (!origins.contains('"' + place.gatewayUrl() + '"')
                    || !origins.contains('"' + place.sandboxUrl() + '"')) {
                wanted.set(
                        "texts",
                        known.get().path("texts").isObject() ? known.get().path("texts") : Json.object());
                wanted.set(
                        "theme",
                        known.get().path("theme").isObject() ? known.get().path("theme") : Json.object());
                admin.put("applications/" + id, wanted);
            }
            return id;
        }
        return text(admin.post("applications", wanted), "applicationId");
    }

    private String connection(AdminApi admin, String applicationId) throws IOException, InterruptedException {
        var collection = "applications/" + applicationId + "/connections";
        var wanted = Json.object().put("provider", "talkdesk").put("name", CONNECTION);
        wanted.putObject("settings")
                .put("api-base-url", place.sandboxUrl())
                .put("token-url", place.sandboxUrl() + "/oauth/token")
                .put("client-id", account.clientId())
                .put("client-secret", account.clientSecret())
                .put("dc-touchpoint-id", account.touchpointId());
        wanted.put("webhookCredential", "oauth");
        var known = admin.byName(collection, CONNECTION);
        if (known.isEmpty()) {
            return text(admin.post(collection, wanted), "connectionId");
        }
        var id = text(known.get(), "connectionId");
        if (!known.get().path("settings").path("api-base-url").asText().equals(place.sandboxUrl())) {
            admin.put("connections/" + id, wanted);
        }
        return id;
    }

    /** Null when the gateway has no plugin for 8x8. */
    private @Nullable EightByEightConnection eightByEightConnection(AdminApi admin, String applicationId)
            throws IOException, InterruptedException {
        if (!admin.offers(EIGHT_BY_EIGHT)) {
            return null;
        }
        var collection = "applications/" + applicationId + "/connections";
        var wanted = Json.object().put("provider", EIGHT_BY_EIGHT).put("name", EIGHT_BY_EIGHT_CONNECTION);
        wanted.putObject("settings")
                .put("api-base-url", place.sandboxUrl())
                .put("api-key", eightByEight.apiKey())
                .put("tenant-id", eightByEight.tenantId())
                .put("cg-channel-id", eightByEight.channelId())
                .put("cg-queue-id", eightByEight.queueId())
                .put("schedule-id", eightByEight.scheduleId())
                .put("statistics", "KEY")
                .put("platform-url", place.sandboxUrl())
                .put("action-request-token", eightByEight.actionToken());
        var known = admin.byName(collection, EIGHT_BY_EIGHT_CONNECTION);
        JsonNode connection;
        if (known.isEmpty()) {
            connection = admin.post(collection, wanted);
        } else if (known.get().path("settings").path("platform-url").asText().equals(place.sandboxUrl())) {
            connection = known.get();
        } else {
            connection = admin.put("connections/" + text(known.get(), "connectionId"), wanted);
        }
        return new EightByEightConnection(text(connection, "connectionId"), text(connection, "webhookUrl"));
    }

    private Client client(AdminApi admin, String applicationId, String connectionId, JsonNode before)
            throws IOException, InterruptedException {
        var collection = "applications/" + applicationId + "/clients";
        var known = admin.byName(collection, CLIENT);
        if (known.isEmpty()) {
            var wanted = Json.object().put("name", CLIENT).put("connectionId", connectionId);
            wanted.putArray("permissions").add("webhooks").add("facade");
            var made = admin.post(collection, wanted);
            return new Client(text(made, "clientId"), text(made, "clientSecret"));
        }
        var id = text(known.get(), "clientId");
        var secret = before.path("clientSecret").asText("");
        if (before.path("clientId").asText().equals(id) && !secret.isEmpty()) {
            return new Client(id, secret);
        }
        return new Client(id, text(admin.post("clients/" + id + "/secrets", Json.object()), "clientSecret"));
    }

    private JsonNode readDemo() throws IOException {
        var file = place.home().resolve("demo.json");
        if (!Files.isReadable(file)) {
            return Json.object();
        }
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }

    /** Written aside and moved, so that whoever waits for the file never reads half of it. */
    private void writeDemo(
            String applicationId,
            String connectionId,
            @Nullable EightByEightConnection second,
            Client client,
            String password)
            throws IOException {
        var demo = Json.object().put("gatewayUrl", place.gatewayUrl()).put("sandboxUrl", place.sandboxUrl());
        addresses(place).forEach(demo::put);
        demo.put("applicationId", applicationId)
                .put("clientId", client.id())
                .put("clientSecret", client.secret())
                .put("adminUser", ADMIN)
                .put("adminPassword", password);
        demo.putObject("talkdesk").put("connectionId", connectionId).put("touchpointId", account.touchpointId());
        if (second != null) {
            demo.putObject(EIGHT_BY_EIGHT)
                    .put("connectionId", second.id())
                    .put("channelId", eightByEight.channelId())
                    .put("queueId", eightByEight.queueId());
        }
        Files.createDirectories(place.home());
        var aside = place.home().resolve("demo.json.new");
        Files.deleteIfExists(aside);
        createForUsAlone(aside);
        Files.writeString(aside, pretty(demo), StandardCharsets.UTF_8);
        Files.move(
                aside,
                place.home().resolve("demo.json"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** It holds a password and a secret. */
    private static void createForUsAlone(Path file) throws IOException {
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static String pretty(ObjectNode demo) {
        return demo.toPrettyString() + "\n";
    }

    /** The three pages a newcomer opens, by their names in {@code demo.json}. */
    public static Map<String, String> addresses(Place place) {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("demoSiteUrl", place.gatewayUrl() + "/demo");
        addresses.put("agentDeskUrl", place.sandboxUrl() + "/desk");
        addresses.put("consoleUrl", place.gatewayUrl() + "/console");
        return addresses;
    }

    private static String text(JsonNode answer, String field) throws IOException {
        var value = answer.path(field).asText("");
        if (value.isEmpty()) {
            throw new IOException("the gateway's answer has no " + field + ": " + answer);
        }
        return value;
    }
}
