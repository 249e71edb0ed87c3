package io.visavis.gateway.video.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.video.CallLimits;
import io.visavis.gateway.video.CallToken;
import io.visavis.gateway.video.Presence;
import io.visavis.gateway.video.Signalling;
import io.visavis.gateway.video.Signalling.Posted;
import io.visavis.gateway.video.api.CallBodies.Check;
import io.visavis.gateway.video.api.CallWire.PostedSignal;
import io.visavis.gateway.video.api.CallWire.SignalsRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** What browsers tell each other, and the stream that brings it. */
@Tag(name = "call")
@Controller("/api/call/v1/rooms/{roomId}/signals")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignalController {

    private static final List<String> TYPES = List.of("description", "candidate", "media-state");
    private static final int MOST_SIGNALS = 64;
    private static final int DESCRIPTION_BYTES = 64 * 1024;
    private static final int OTHER_BYTES = 4 * 1024;

    private final CallBodies bodies;
    private final CallCallers callers;
    private final CallLimits limits;
    private final Presence presence;
    private final Signalling signalling;
    private final SignalStreams streams;
    private final JsonMapper json;

    SignalController(
            CallBodies bodies,
            CallCallers callers,
            CallLimits limits,
            Presence presence,
            Signalling signalling,
            SignalStreams streams,
            JsonMapper json) {
        this.bodies = bodies;
        this.callers = callers;
        this.limits = limits;
        this.presence = presence;
        this.signalling = signalling;
        this.streams = streams;
        this.json = json;
    }

    @Operation(operationId = "sendSignals", summary = "Tell the others something")
    @ApiResponse(responseCode = "410", description = "The call is over, or the connection is gone.")
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.ACCEPTED)
    HttpResponse<Void> post(
            HttpRequest<?> request, String roomId, @JsonBody("call/v1/signals-request") @Body byte @Nullable [] body) {
        CallToken caller = callers.require(request, roomId);
        limits.call(caller);
        SignalsRequest asked = bodies.read(body, CallBodies.LARGE, SignalsRequest.class);
        Check check = new Check();
        String connectionId = check.id("connectionId", asked.connectionId());
        List<PostedSignal> signals = asked.signals() == null ? List.of() : asked.signals();
        check.require(
                !signals.isEmpty() && signals.size() <= MOST_SIGNALS,
                "signals",
                "1 to " + MOST_SIGNALS + " signals are expected");
        List<Posted> posted = new ArrayList<>();
        for (int i = 0; i < Math.min(signals.size(), MOST_SIGNALS); i++) {
            posted.add(posted(check, "signals[" + i + "]", signals.get(i)));
        }
        check.done();
        signalling.post(caller, connectionId, posted);
        return HttpResponse.accepted();
    }

    /** Also resumes by the {@code Last-Event-ID} header; {@code after} wins. */
    @Operation(operationId = "readSignals", summary = "What the others tell")
    @ApiResponse(
            responseCode = "200",
            description = "A stream whose data are signals.",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(ref = "call/v1/signal")))
    @ApiResponse(responseCode = "410", description = "The call is over, or the connection is gone.")
    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    MutableHttpResponse<Publisher<Event<String>>> stream(
            HttpRequest<?> request,
            String roomId,
            @QueryValue @Nullable String connectionId,
            @QueryValue @Nullable String after) {
        CallToken caller = callers.require(request, roomId);
        limits.call(caller);
        Check check = new Check();
        String connection = check.id("connectionId", connectionId);
        String from = after == null ? request.getHeaders().get("Last-Event-ID") : after;
        check.require(from != null && from.matches("\\d{1,18}"), "after", "the position of the welcome is expected");
        check.done();
        presence.require(caller, connection);
        return HttpResponse.<Publisher<Event<String>>>ok(
                        streams.open(caller.roomId(), connection, Long.parseLong(from)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no");
    }

    private Posted posted(Check check, String field, @Nullable PostedSignal signal) {
        if (signal == null) {
            check.require(false, field, "an object is expected");
            return new Posted("", null, "", "{}");
        }
        String id = check.id(field + ".id", signal.id());
        String type = check.oneOf(field + ".type", signal.type(), TYPES);
        String to = signal.to() == null ? null : check.id(field + ".to", signal.to());
        boolean addressed = type.equals("media-state") || to != null;
        check.require(addressed, field + ".to", "the connection it is meant for is expected");
        JsonNode data = signal.data();
        if (data == null || !data.isObject()) {
            check.require(false, field + ".data", "an object is expected");
            return new Posted(id, to, type, "{}");
        }
        String text = write(data);
        int limit = type.equals("description") ? DESCRIPTION_BYTES : OTHER_BYTES;
        check.require(
                text.getBytes(StandardCharsets.UTF_8).length <= limit,
                field + ".data",
                "at most " + limit + " bytes are taken");
        return new Posted(id, to, type, text);
    }

    private String write(JsonNode data) {
        try {
            return json.writeValueAsString(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
