package io.visavis.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.visavis.gateway.access.AccessRule;
import io.visavis.gateway.access.AccessTable;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document of the HTTP API. That answers are as it says is checked by each call of each test: {@code DocumentedApi}. */
@MicronautTest(transactional = false)
class OpenApiTest {

    @Inject
    EmbeddedServer server;

    @Inject
    Router router;

    private Answer answer;
    private JsonNode document;

    /** One method of one path. */
    private record Operation(String path, String method, JsonNode body) {}

    @BeforeEach
    void read() {
        answer = new HttpCalls(server.getURI()).send("GET", "/openapi", null, "Accept", "application/json");
        document = answer.json();
    }

    @Test
    void it_is_valid() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(answer.text(), null, options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(40);
        assertThat(parsed.getOpenAPI().getServers())
                .extracting(it -> it.getUrl())
                .containsExactly("http://localhost:8080");
    }

    /** Pages are for browsers; a delivery's path has as many segments as its provider likes, which OpenAPI cannot say. */
    @Test
    void it_has_every_route_but_pages_and_deliveries_and_no_other() {
        List<String> routes = router.uriRoutes()
                .filter(route ->
                        route.getTargetMethod().getDeclaringType().getName().startsWith("io.visavis."))
                .filter(route -> !route.getHttpMethodName().matches("HEAD|OPTIONS"))
                .filter(route ->
                        route.getUriMatchTemplate().toString().matches("/(api|security|health|ping|[.]well-known).*"))
                .filter(route -> !route.getUriMatchTemplate().toString().contains("{+path}"))
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toString().replaceAll("\\{[?&][^}]*}", ""))
                .distinct()
                .toList();

        assertThat(operations())
                .extracting(it -> it.method().toUpperCase(Locale.ROOT) + " " + it.path())
                .containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void it_asks_for_what_the_access_table_asks_for() {
        Map<AccessRule, Set<String>> asked = Map.of(
                AccessRule.ADMINISTRATOR, Set.of("administrator"),
                AccessRule.FACADE, Set.of("client"),
                AccessRule.WIDGET, Set.of("visitor", "client"),
                AccessRule.WIDGET_SERVER, Set.of("client"),
                AccessRule.WIDGET_OR_TICKET, Set.of("visitor", "client", "streamTicket"),
                AccessRule.CALL, Set.of("participant"));
        Set<String> schemes = Set.copyOf(names(document.at("/components/securitySchemes")));

        assertThat(schemes)
                .containsExactlyInAnyOrder("administrator", "client", "visitor", "streamTicket", "participant");
        assertThat(operations()).allSatisfy(operation -> {
            AccessRule rule = AccessTable.ruleOf(operation.method().toUpperCase(Locale.ROOT), operation.path())
                    .orElseThrow();
            List<String> alternatives = new ArrayList<>();
            operation.body().path("security").forEach(it -> alternatives.addAll(names(it)));
            boolean anyone = operation.body().path("security").valueStream().anyMatch(JsonNode::isEmpty);
            assertThat(anyone)
                    .as(operation.toString())
                    .isEqualTo(rule == AccessRule.PUBLIC || rule == AccessRule.CALL_OR_BEACON);
            if (!anyone) {
                assertThat(alternatives).as(operation.path()).hasSameElementsAs(asked.get(rule));
            }
        });
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_says_what_it_is_for() {
        Map<String, String> ids = new HashMap<>();
        assertThat(operations()).allSatisfy(operation -> {
            String id = operation.body().path("operationId").asText();
            assertThat(id).as(operation.path()).matches("[a-z][A-Za-z]+");
            assertThat(ids.put(id, operation.path())).as(id).isNull();
            assertThat(operation.body().path("summary").asText()).as(id).isNotBlank();
            assertThat(operation.body().path("tags")).as(id).hasSize(1);
        });
    }

    @Test
    void it_carries_the_schemas_of_what_is_sent_and_answered() {
        assertThat(document.at(
                                "/paths/~1api~1widget~1v1~1conversations/post/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/widget.v1.start-request");
        assertThat(document.at("/components/schemas/widget.v1.start-request/required"))
                .isNotEmpty();
        assertThat(document.at("/paths/~1api~1widget~1v1~1conversations/post/responses/201/content/application~1json"))
                .isNotEmpty();
        assertThat(operations())
                .filteredOn(operation -> operation.path().matches("/api/(widget|call)/.*(?<!/attachments)")
                        && operation.body().has("requestBody"))
                .hasSizeGreaterThan(8)
                .allSatisfy(operation -> assertThat(operation
                                .body()
                                .at("/requestBody/content/application~1json/schema/$ref")
                                .asText())
                        .as(operation.path())
                        .matches("#/components/schemas/(widget|call|commands)[.]v1[.].+"));
        assertThat(document.findValues("requestBody"))
                .allSatisfy(body -> assertThat(body.has("$ref")).isFalse());
        assertThat(document.findValuesAsText("$ref"))
                .allSatisfy(
                        target -> assertThat(document.at(target.substring(1)).isMissingNode())
                                .as(target)
                                .isFalse());
    }

    @Test
    void it_says_of_each_answer_what_it_means_and_of_an_empty_one_that_it_is() {
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode answers = operation.body().path("responses");
            String id = operation.body().path("operationId").asText();
            assertThat(answers.findValuesAsText("description"))
                    .as(id)
                    .noneMatch(text -> text.isBlank() || text.contains(id));
            assertThat(answers.at("/204/content").isMissingNode()).as(id).isTrue();
        });
    }

    @Test
    void a_stream_has_events_and_a_page_of_them_is_a_page() {
        JsonNode answers =
                document.at("/paths/~1api~1widget~1v1~1conversations~1{id}~1events/get/responses/200/content");

        assertThat(answers.at("/text~1event-stream/schema/$ref").asText())
                .isEqualTo("#/components/schemas/events.v1.event");
        assertThat(answers.at("/application~1json/schema/$ref").asText())
                .isEqualTo("#/components/schemas/widget.v1.events-page");
    }

    @Test
    void it_says_how_a_page_names_its_queue() {
        JsonNode named = document.at("/paths/~1api~1widget~1v1~1applications~1{id}/get/parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .findFirst()
                .orElseThrow();

        assertThat(named.path("name").asText()).isEqualTo("options");
        assertThat(named.path("required").asBoolean()).isFalse();
        // Of this style each member is a parameter, unless the document says otherwise.
        assertThat(named.path("style").asText()).isEqualTo("form");
        assertThat(named.path("explode").asBoolean(true)).isTrue();
        assertThat(named.at("/schema/type").asText()).isEqualTo("object");
    }

    private List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(path.getKey(), method.getKey(), method.getValue()))));
        return all;
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
