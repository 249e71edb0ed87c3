package io.visavis.gateway.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.PositionUnknownException;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.widget.EventStream.Order;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Visitors.Visitor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log as its visitor may read it, and with the vendor's part a server: a stream, or pages of the same events. */
@Tag(name = "widget")
@Controller("/api/widget/v1/conversations/{id}/events")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventsController {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 500;
    private static final int LONGEST_NUMBER = 19;

    private final Visitors visitors;
    private final StreamTickets tickets;
    private final ConversationLog log;
    private final EventStreams streams;
    private final RateLimits limits;

    EventsController(
            Visitors visitors, StreamTickets tickets, ConversationLog log, EventStreams streams, RateLimits limits) {
        this.visitors = visitors;
        this.tickets = tickets;
        this.log = log;
        this.streams = streams;
        this.limits = limits;
    }

    /**
     * Events behind a position, as server-sent events or, with Accept: application/json, as a page.
     *
     * @param id the conversation
     * @param after resume behind this position; the header Last-Event-ID wins
     * @param limit events of a page, up to 500
     * @param ticket a stream ticket in place of the Authorization header
     */
    @Operation(operationId = "readEvents", summary = "Events of a conversation, streamed or by pages")
    @ApiResponse(
            responseCode = "200",
            description = "A stream whose data are events, or a page of them.",
            content = {
                @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(ref = "events/v1/event")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "widget/v1/events-page"))
            })
    @ApiResponse(
            responseCode = "409",
            description = "The log has no such position; as a stream, the event reset says so.")
    @Get(produces = {MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON})
    HttpResponse<?> events(
            HttpRequest<?> request,
            String id,
            @Nullable @QueryValue String after,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String ticket,
            @Nullable @Header("Last-Event-ID") String lastEventId) {
        Visitor visitor = ticket == null ? visitors.require(request, id) : withTicket(request, id, ticket);
        Conversation conversation = visitor.conversation();
        boolean resuming = lastEventId != null && !lastEventId.isBlank();
        Long from = resuming ? number(lastEventId) : after == null ? Long.valueOf(0) : number(after);
        if (wantsPage(request)) {
            limits.take(Kind.PAGE, visitor);
            return page(visitor, from, limit);
        }
        limits.take(Kind.STREAM, visitor);
        if (!resuming && from == null) {
            throw ProblemException.invalid("after", "must be a position, a whole number from 0");
        }
        return HttpResponse.ok(streams.open(new Order(
                        conversation.id(),
                        from,
                        visitor.until(),
                        conversation.lastPosition(),
                        conversation.ended(),
                        visitor.isServer())))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no");
    }

    private Visitor withTicket(HttpRequest<?> request, String id, String ticket) {
        Conversation conversation = visitors.find(request, id);
        Instant until = tickets.spend(conversation.id(), ticket)
                .orElseThrow(() -> Visitors.unauthorized(
                        "ticket-refused", "The stream ticket is used, expired or none of this conversation's."));
        return new Visitor(conversation, until, null);
    }

    private HttpResponse<byte[]> page(Visitor visitor, @Nullable Long after, @Nullable String limit) {
        Long size = limit == null ? Long.valueOf(USUAL_PAGE) : number(limit);
        if (size == null || size < 1 || size > LARGEST_PAGE) {
            throw ProblemException.invalid("limit", "must be a whole number from 1 to " + LARGEST_PAGE);
        }
        if (after == null) {
            throw ProblemException.invalid("after", "must be a position, a whole number from 0");
        }
        List<LoggedEvent> events;
        try {
            events = log.read(visitor.conversation().id(), after, size.intValue() + 1);
        } catch (PositionUnknownException e) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "position-unknown",
                    ProblemAction.RESTART,
                    "The position cannot be continued; the log ends at " + e.lastPosition() + ". Read from 0.");
        }
        boolean more = events.size() > size;
        List<LoggedEvent> shown = more ? events.subList(0, size.intValue()) : events;
        long position = shown.isEmpty() ? after : shown.getLast().position();
        return HttpResponse.ok(EventFrames.page(shown, position, more, visitor.isServer()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static boolean wantsPage(HttpRequest<?> request) {
        List<String> accepted = request.getHeaders().getAll(HttpHeaders.ACCEPT);
        return accepted.stream().anyMatch(accept -> accept.contains(MediaType.APPLICATION_JSON))
                && accepted.stream().noneMatch(accept -> accept.contains(MediaType.TEXT_EVENT_STREAM));
    }

    /** Null when it is no number at all. */
    private static @Nullable Long number(String text) {
        if (text.length() > LONGEST_NUMBER || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
