package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.visavis.gateway.access.AccessFixture.NewClient;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.kernel.ApplicationId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route of ours with every kind of proof, over HTTP: a test for each cell of {@link AccessTable}. */
@MicronautTest(transactional = false)
class AccessMatrixTest {
    private static final String CONVERSATION = "cnv_matrix";
    private static final String EVENTS = "/api/widget/v1/conversations/" + CONVERSATION + "/events";
    /** What the table itself answers when it refuses; routes have other words. */
    private static final Set<String> REFUSALS =
            Arrays.stream(Refusal.values()).map(refusal -> refusal.detail).collect(Collectors.toSet());

    /** What a caller may show. */
    enum Proof {
        NOTHING,
        GARBAGE,
        ADMINISTRATOR,
        WRONG_PASSWORD,
        WEBHOOK_CLIENT,
        FACADE_CLIENT,
        SERVER_CLIENT,
        VISITOR,
        PARTICIPANT
    }

    @Inject
    EmbeddedServer server;

    @Inject
    Router router;

    @Inject
    AccessFixture fixture;

    @Inject
    Clients clients;

    @Inject
    ClientTokens clientTokens;

    @Inject
    TokenIssuer tokens;

    HttpCalls http;
    private Map<Proof, String> proofs;

    /** A route with its variables filled in. */
    private record Cell(String method, String path, AccessRule rule) {}

    @BeforeEach
    void proofs() {
        http = new HttpCalls(server.getURI());
        ApplicationId application = fixture.application();
        proofs = new EnumMap<>(Proof.class);
        proofs.put(Proof.GARBAGE, "Bearer nonsense");
        proofs.put(Proof.ADMINISTRATOR, HttpCalls.ADMINISTRATOR);
        proofs.put(Proof.WRONG_PASSWORD, HttpCalls.basic("nobody", "wrong"));
        proofs.put(Proof.WEBHOOK_CLIENT, clientToken(application, Permission.WEBHOOKS));
        proofs.put(Proof.FACADE_CLIENT, clientToken(application, Permission.FACADE));
        proofs.put(Proof.SERVER_CLIENT, clientToken(application, Permission.WIDGET_SERVER));
        proofs.put(
                Proof.VISITOR,
                "Bearer "
                        + tokens.issue(TokenKind.WIDGET, CONVERSATION, Map.of(), Duration.ofHours(1))
                                .value());
        proofs.put(Proof.PARTICIPANT, "Bearer " + callToken(application));
    }

    @Test
    void each_route_lets_in_who_shows_the_right_proof_and_nobody_else() {
        List<Cell> cells = cells();
        assertThat(cells).hasSizeGreaterThan(40);
        for (Cell cell : cells) {
            for (Proof proof : Proof.values()) {
                if (proof == Proof.WRONG_PASSWORD && cell.rule() != AccessRule.ADMINISTRATOR) {
                    continue;
                }
                Answer answer = http.send(
                        cell.method(),
                        cell.path(),
                        cell.method().equals("GET") ? null : "{}",
                        "Authorization",
                        proofs.get(proof),
                        "Accept",
                        "application/json, */*;q=0.1",
                        "Content-Type",
                        cell.method().equals("GET") ? null : "application/json");
                assertThat(refused(answer) && !refusedByTheRouteItself(cell, answer))
                        .as(
                                "%s %s (%s) with %s: %s %s",
                                cell.method(), cell.path(), cell.rule(), proof, answer.status(), answer.text())
                        .isEqualTo(!letsIn(cell.rule(), proof));
                assertThat(answer.status())
                        .as("%s with %s: %s", cell, proof, answer.text())
                        .isLessThan(500);
            }
        }
    }

    @Test
    void who_lacks_a_permission_is_told_which_and_where_it_is_given() {
        Answer room = http.send(
                "POST",
                "/security/facades/room",
                "{}",
                "Authorization",
                proofs.get(Proof.WEBHOOK_CLIENT),
                "Content-Type",
                "application/json");
        Answer chat = http.send("GET", EVENTS, null, "Authorization", proofs.get(Proof.FACADE_CLIENT));

        assertThat(room.status()).isEqualTo(403);
        assertThat(room.text()).contains("permission facade", "/api/admin/v1/applications/{id}/clients");
        assertThat(chat.status()).isEqualTo(403);
        assertThat(chat.text()).contains("permission widget-server", "/api/admin/v1/applications/{id}/clients");
    }

    @Test
    void the_room_facade_refuses_in_its_own_form() {
        for (Proof proof : List.of(Proof.NOTHING, Proof.GARBAGE, Proof.WEBHOOK_CLIENT)) {
            Answer answer = http.send(
                    "POST",
                    "/security/facades/room",
                    "{}",
                    "Authorization",
                    proofs.get(proof),
                    "Content-Type",
                    "application/json");

            assertThat(answer.status()).as(answer.text()).isEqualTo(proof == Proof.WEBHOOK_CLIENT ? 403 : 401);
            assertThat(answer.header("Content-Type")).hasValue("application/json");
            assertThat(answer.json().path("code").asText()).as(answer.text()).matches("[a-z_]+");
            assertThat(answer.json().path("message").asText()).isNotBlank();
            assertThat(answer.json().path("fields").isArray()).isTrue();
        }
    }

    @Test
    void whose_token_has_ended_is_told_where_the_like_of_it_comes_from() {
        String ofServer = tokens.issue(TokenKind.CLIENT, "cli_1", Map.of(), Duration.ofHours(-1))
                .value();
        String ofVisitor = tokens.issue(TokenKind.WIDGET, CONVERSATION, Map.of(), Duration.ofHours(-1))
                .value();

        Answer server = http.send("GET", EVENTS, null, "Authorization", "Bearer " + ofServer);
        Answer visitor = http.send("GET", EVENTS, null, "Authorization", "Bearer " + ofVisitor);

        assertThat(server.status()).isEqualTo(401);
        assertThat(server.text()).contains("/security/oauth/token").doesNotContain("resume token");
        assertThat(visitor.status()).isEqualTo(401);
        assertThat(visitor.text()).contains("resume token").doesNotContain("/security/oauth/token");
    }

    private static boolean letsIn(AccessRule rule, Proof proof) {
        return switch (rule) {
            // The route itself checks what it needs.
            case PUBLIC, WEBHOOK -> true;
            case ADMINISTRATOR -> proof == Proof.ADMINISTRATOR;
            case FACADE -> proof == Proof.FACADE_CLIENT;
            case WIDGET, WIDGET_OR_TICKET -> proof == Proof.VISITOR || proof == Proof.SERVER_CLIENT;
            case WIDGET_SERVER -> proof == Proof.SERVER_CLIENT;
            case CALL -> proof == Proof.PARTICIPANT;
            case CALL_OR_BEACON -> proof == Proof.PARTICIPANT || proof == Proof.NOTHING;
        };
    }

    private static boolean refused(Answer answer) {
        if (answer.status() != 401 && answer.status() != 403 && answer.status() != 429) {
            return false;
        }
        if (!answer.text().startsWith("{")) {
            return false;
        }
        JsonNode body = answer.json();
        // The room facade says it in its own form.
        return REFUSALS.contains(
                body.path(body.has("detail") ? "detail" : "message").asText());
    }

    /** A route for visitors and servers alike has no rule that could refuse another client. */
    private static boolean refusedByTheRouteItself(Cell cell, Answer answer) {
        return cell.rule() == AccessRule.PUBLIC
                && answer.json().path("detail").asText().equals(Refusal.NO_VISITORS.detail);
    }

    private List<Cell> cells() {
        return router.uriRoutes()
                .filter(route ->
                        route.getTargetMethod().getDeclaringType().getName().startsWith("io.visavis."))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> {
                    String template = route.getUriMatchTemplate().toString();
                    return new Cell(
                            route.getHttpMethodName(),
                            sample(template),
                            AccessTable.ruleOf(route.getHttpMethodName(), template)
                                    .orElseThrow());
                })
                .distinct()
                .toList();
    }

    private static String sample(String template) {
        return template.replaceAll("\\{[?&][^}]*}", "")
                .replaceAll("\\{\\+path}", "talkdesk")
                .replaceAll("/conversations/\\{[^}]*}", "/conversations/" + CONVERSATION)
                .replaceAll("(inbox|outbox)/\\{[^}]*}", "$1/1")
                .replaceAll("\\{/[^}]*}", "/sample")
                .replaceAll("\\{[^}]*}", "sample");
    }

    private String clientToken(ApplicationId application, Permission permission) {
        NewClient client = fixture.client(application, null, permission);
        return "Bearer "
                + clientTokens
                        .issue(
                                clients.prove(client.id().value(), client.secret())
                                        .orElseThrow(),
                                Set.of(permission))
                        .value();
    }

    /** By the way a participant gets one: a room of the facade, whose ticket is redeemed. */
    private String callToken(ApplicationId application) {
        Answer room = http.send(
                "POST",
                "/security/facades/room",
                "{\"applicationId\": \"" + application
                        + "\", \"cdestination\": \"standalone\", \"customerId\": \"c-1\", \"interactionId\": \"matrix-1\","
                        + " \"ticketExpirationSeconds\": 600, \"urlBase\": \"http://localhost:8080\"}",
                "Authorization",
                proofs.get(Proof.FACADE_CLIENT),
                "Content-Type",
                "application/json");
        String link = room.json().findValuesAsText("ticketUrl").stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(room.text()));
        Answer grant = http.send(
                "POST",
                "/api/call/v1/redeem",
                "{\"ticket\": \"" + link.substring(link.lastIndexOf('/') + 1) + "\"}",
                "Content-Type",
                "application/json");
        assertThat(grant.status()).as(grant.text()).isEqualTo(200);
        return grant.json().path("callToken").asText();
    }
}
