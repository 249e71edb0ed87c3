package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class AccessTableTest {

    @Inject
    Router router;

    @Test
    void every_route_of_ours_has_a_row() {
        // What a library adds by itself stays closed until someone gives it a row.
        assertThat(router.uriRoutes()
                        .filter(route -> route.getTargetMethod()
                                .getDeclaringType()
                                .getName()
                                .startsWith("io.visavis.")))
                .isNotEmpty()
                .allSatisfy(route -> assertThat(AccessTable.ruleOf(
                                route.getHttpMethodName(),
                                route.getUriMatchTemplate().toString()))
                        .as("a row for %s %s", route.getHttpMethodName(), route.getUriMatchTemplate())
                        .isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /security/oauth/token, PUBLIC",
        "HEAD, /widget.js, PUBLIC",
        "POST, /security/facades/room, FACADE",
        "POST, /api/widget/v1/conversations, PUBLIC",
        "POST, /api/widget/v1/conversations/{id}/tokens, PUBLIC",
        "GET, '/api/widget/v1/conversations/{id}/events{?after,limit}', WIDGET_OR_TICKET",
        "POST, /api/widget/v1/conversations/{conversationId}/commands, WIDGET",
        "GET, '/api/widget/v1/conversations/{id}/attachments/{attachmentId}', WIDGET",
        "POST, /api/call/v1/rooms/{roomId}/signals, CALL",
        "POST, /api/call/v1/rooms/{roomId}/leave, CALL_OR_BEACON",
        "POST, /api/digital-connect/talkdesk/conversations/events, WEBHOOK",
        "POST, '/api/{+path}/conversations/events{/action}', WEBHOOK",
        "DELETE, /api/admin/v1/applications/{id}, ADMINISTRATOR",
        "GET, /prometheus, ADMINISTRATOR",
    })
    void a_route_has_the_rule_of_its_row(String method, String template, AccessRule rule) {
        assertThat(AccessTable.ruleOf(method, template)).contains(rule);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/unheard-of", "DELETE, /security/oauth/token", "POST, /demo", "GET, /beans"})
    void a_route_nobody_thought_of_is_closed(String method, String template) {
        assertThat(AccessTable.ruleOf(method, template)).isEmpty();
    }
}
