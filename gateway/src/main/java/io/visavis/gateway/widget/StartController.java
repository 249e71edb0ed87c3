package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.access.ClientCaller;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.problem.ProblemException.FieldError;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Starts.Started;
import io.visavis.gateway.widget.Wire.StartReply;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts a conversation. Never waits for the vendor: what it says comes as events. */
@Tag(name = "widget")
@Controller("/api/widget/v1/conversations")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StartController {
    private static final String SCHEMA = "widget/v1/start-request";
    static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,128}");

    private final JsonBodies bodies;
    private final Applications applications;
    private final ChatModes modes;
    private final Starts starts;
    private final Visitors visitors;
    private final StartReplies replies;
    private final Origins origins;
    private final RateLimits limits;
    private final Clock clock;

    StartController(
            JsonBodies bodies,
            Applications applications,
            ChatModes modes,
            Starts starts,
            Visitors visitors,
            StartReplies replies,
            Origins origins,
            RateLimits limits,
            Clock clock) {
        this.bodies = bodies;
        this.applications = applications;
        this.modes = modes;
        this.starts = starts;
        this.visitors = visitors;
        this.replies = replies;
        this.origins = origins;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Starts a conversation, or finds the one that the same caller's key and body started. A server shows its client's token and
     * starts for a visitor; the history it gives is then shown to that visitor, too.
     *
     * @param key unguessable and new for each start, for example a UUID; makes a retry safe
     */
    @Operation(operationId = "startConversation", summary = "Start a conversation")
    @SecurityRequirement(name = "client", scopes = "widget-server")
    @ApiResponse(responseCode = "401", description = "A token was shown, and it is none of a server's or expired.")
    @ApiResponse(responseCode = "404", description = "There is no such application.")
    @ApiResponse(responseCode = "422", description = "The key came with another body before.")
    @Post
    @Status(HttpStatus.CREATED)
    HttpResponse<StartReply> start(
            HttpRequest<?> request,
            @Nullable @Header("Idempotency-Key") String key,
            @JsonBody("widget/v1/start-request") @Body byte @Nullable [] body) {
        ClientCaller server = visitors.server(request).orElse(null);
        if (server == null) {
            limits.take(Kind.START, request);
        } else {
            limits.take(Kind.START, server);
        }
        JsonNode document = bodies.parse(body);
        List<FieldError> errors = bodies.check(document, SCHEMA);
        Application application = application(document, errors, server);
        origins.require(request, application);
        if (key != null && !KEY.matcher(key).matches()) {
            errors.add(new FieldError("Idempotency-Key", "must be 8 to 128 visible ASCII characters"));
        }
        String kept = key == null ? null : Starts.keyOf(server == null ? null : server.clientId(), key);
        if (kept != null && errors.isEmpty()) {
            Started again = starts.again(application.id(), kept, document);
            if (again != null) {
                return created(again);
            }
        }
        LiveProvider live = live(application.id(), document, errors, server == null ? null : server.connectionId());
        errors.addAll(StartRules.check(document, live, modes.optionsOfAny(application.id())));
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        StartRequest start = StartRequest.read(document, clock.instant());
        return created(starts.start(application.id(), live, start, kept, document, server != null));
    }

    private Application application(JsonNode document, List<FieldError> errors, @Nullable ClientCaller server) {
        String id = document.path("applicationId").asText("");
        if (!Ids.isPlain(id)) {
            throw ProblemException.invalid(errors);
        }
        return applications
                .find(new ApplicationId(id))
                .filter(found -> server == null || found.id().equals(server.applicationId()))
                .orElseThrow(ApplicationController::notFound);
    }

    private LiveProvider live(
            ApplicationId application, JsonNode document, List<FieldError> errors, @Nullable ConnectionId only) {
        String chatMode = document.path("chatMode").asText("");
        Map<String, String> options = document.path("options").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().asText()));
        return modes.choose(application, chatMode, options, only).orElseThrow(() -> {
            List<String> known = modes.of(application).stream()
                    .map(live -> live.descriptor().chatMode())
                    .toList();
            if (known.isEmpty() && errors.isEmpty()) {
                return ChatModes.noCentre("No contact centre is connected to this application at the moment.");
            }
            if (errors.stream().noneMatch(error -> error.field().equals("chatMode"))) {
                errors.add(new FieldError("chatMode", "this application offers " + String.join(", ", known)));
            }
            return ProblemException.invalid(errors);
        });
    }

    private HttpResponse<StartReply> created(Started started) {
        return HttpResponse.created(replies.of(started)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
