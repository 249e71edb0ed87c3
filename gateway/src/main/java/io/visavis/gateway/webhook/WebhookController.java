package io.visavis.gateway.webhook;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import io.visavis.gateway.inbox.Inbox;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.problem.ProblemResponses;
import io.visavis.gateway.storage.CrashPoint;
import io.visavis.spi.RawWebhook;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/{webhook path}[/{connection}]/conversations/events[/{action}]}, with and without a trailing slash
 * (contract 3.2, 3.4). Repeats, unknown kinds and unknown conversations are 200 too: sending them again would
 * not help. 503 only when nothing could be stored.
 */
@Controller("/api")
@Hidden // From the OpenAPI document, which knows no path of several segments; schemas/ and asyncapi describe the
// bodies.
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class WebhookController {
    private final WebhookSenders senders;
    private final WebhookBodies bodies;
    private final Inbox inbox;
    private final ProblemResponses problems;
    private final Clock clock;

    WebhookController(
            WebhookSenders senders, WebhookBodies bodies, Inbox inbox, ProblemResponses problems, Clock clock) {
        this.senders = senders;
        this.bodies = bodies;
        this.inbox = inbox;
        this.problems = problems;
        this.clock = clock;
    }

    /** Without a body too: who sends it is judged first. */
    @Post("/{+path}/conversations/events")
    @Consumes(MediaType.ALL)
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<?> single(
            HttpRequest<?> request, @PathVariable String path, @Body @Bindable(defaultValue = "") byte[] body) {
        return receive(request, path, "", body);
    }

    @Post("/{+path}/conversations/events/{action}")
    @Consumes(MediaType.ALL)
    @Produces(MediaType.APPLICATION_JSON)
    HttpResponse<?> perAction(
            HttpRequest<?> request,
            @PathVariable String path,
            @PathVariable String action,
            @Body @Bindable(defaultValue = "") byte[] body) {
        return receive(request, path, action, body);
    }

    private HttpResponse<?> receive(HttpRequest<?> request, String path, String action, byte[] body) {
        byte[] bytes = bodies.read(request.getHeaders(), body);
        RawWebhook webhook = new RawWebhook(action, headers(request.getHeaders()), bytes, clock.instant());
        return switch (senders.check(request.getHeaders(), path, webhook)) {
            case WebhookSenders.Sender.Known(ConnectionId connection) ->
                store(connection, webhook, KeptHeaders.of(request.getHeaders()));
            case WebhookSenders.Sender.Answered(int status, String contentType, String answer) ->
                HttpResponse.<String>status(HttpStatus.valueOf(status))
                        .contentType(contentType)
                        .body(answer);
            case WebhookSenders.Sender.Unknown(String challenge, ProblemException problem) ->
                problems.of(problem).header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        };
    }

    private HttpResponse<String> store(ConnectionId connection, RawWebhook webhook, String headers) {
        bodies.requireJson(webhook.body());
        CrashPoint.WEBHOOK_PARSED.hit();
        inbox.store(connection, webhook, headers);
        CrashPoint.WEBHOOK_STORED.hit();
        return HttpResponse.ok("{\"status\":\"ok\"}");
    }

    private static Map<String, List<String>> headers(HttpHeaders headers) {
        Map<String, List<String>> copied = new HashMap<>();
        headers.names().forEach(name -> copied.put(name, headers.getAll(name)));
        return copied;
    }

    static ProblemException notFound() {
        return ProblemException.of(
                HttpStatus.NOT_FOUND,
                "webhook-not-found",
                ProblemAction.FIX_INPUT,
                "No provider takes deliveries at this address; compare it with the connection's webhook address.");
    }
}
