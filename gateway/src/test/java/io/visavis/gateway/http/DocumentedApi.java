package io.visavis.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Holds what a server answers against its own OpenAPI document: every answer that any test gets has a status, a media type and a body
 * that stand there.
 */
public final class DocumentedApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, DocumentedApi> KNOWN = new ConcurrentHashMap<>();

    private final JsonNode document;
    private final List<Route> routes;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private record Route(String template, Pattern pattern, JsonNode operations) {
        static Route of(Map.Entry<String, JsonNode> path) {
            String pattern = Pattern.quote(path.getKey()).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
            return new Route(path.getKey(), Pattern.compile(pattern), path.getValue());
        }
    }

    private DocumentedApi(JsonNode document) {
        this.document = document;
        this.routes = document.path("paths").properties().stream()
                .map(Route::of)
                .sorted(Comparator.comparing(route -> route.template().contains("{")))
                .toList();
    }

    /** The answer, which must be as the document says where it knows the request; what else may be asked is nobody's promise. */
    public static HttpResponse<String> checked(HttpResponse<String> response) throws IOException, InterruptedException {
        URI uri = response.request().uri();
        DocumentedApi api = KNOWN.get(uri.getAuthority());
        if (api == null) {
            api = new DocumentedApi(fetch(uri.resolve("/openapi")));
            KNOWN.put(uri.getAuthority(), api);
        }
        api.checkAnswer(response);
        return response;
    }

    private static JsonNode fetch(URI document) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(HttpRequest.newBuilder(document).build(), BodyHandlers.ofString())
                    .body());
        }
    }

    private void checkAnswer(HttpResponse<String> response) {
        String method = response.request().method().toLowerCase(Locale.ROOT);
        Optional<Route> found = routes.stream()
                .filter(route -> route.pattern()
                        .matcher(response.request().uri().getRawPath())
                        .matches())
                .filter(route -> route.operations().has(method))
                .findFirst();
        found.ifPresent(route ->
                checkAnswer(method + " " + route.template(), route.operations().path(method), response));
    }

    private void checkAnswer(String operation, JsonNode described, HttpResponse<String> response) {
        String status = Integer.toString(response.statusCode());
        String what = operation + " answered " + status + ": " + response.body();
        assertThat(described.path("responses").has(status))
                .as("documented: " + what)
                .isTrue();
        JsonNode content = described.path("responses").path(status).path("content");
        if (response.body().isEmpty() || !response.request().method().matches("GET|POST|PUT|DELETE")) {
            return;
        }
        String type = response.headers().firstValue("Content-Type").orElse("").replaceAll("[ ;].*", "");
        assertThat(content.has(type) || content.has("*/*"))
                .as("documented type " + type + " of " + what)
                .isTrue();
        if (type.endsWith("json")) {
            JsonSchema schema = schemas.computeIfAbsent(
                    operation + status + type, _ -> schema(content.path(type).path("schema")));
            try {
                assertThat(schema.validate(JSON.readTree(response.body())))
                        .as("as documented: " + what)
                        .isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(what, e);
            }
        }
    }

    private JsonSchema schema(JsonNode described) {
        ObjectNode whole = described.deepCopy();
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
    }
}
