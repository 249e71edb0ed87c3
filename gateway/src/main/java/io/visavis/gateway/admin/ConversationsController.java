package io.visavis.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationDirectory;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationQuery;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.PositionUnknownException;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conversations and their logs, with what the vendors call them. */
@Tag(name = "admin")
@Controller("/api/admin/v1/conversations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversationsController {
    private static final Map<String, ConversationState> STATES =
            Stream.of(ConversationState.values()).collect(Collectors.toMap(ConversationState::wireName, it -> it));

    private final ConversationDirectory directory;
    private final ConversationLog log;
    private final Lookup lookup;
    private final JsonMapper json;

    ConversationsController(ConversationDirectory directory, ConversationLog log, Lookup lookup, JsonMapper json) {
        this.directory = directory;
        this.log = log;
        this.lookup = lookup;
        this.json = json;
    }

    /** A conversation in a list. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConversationView(
            String conversationId,
            String applicationId,
            String connectionId,
            String chatMode,
            String state,
            @Nullable String vendorId,
            @Nullable String interactionId,
            @Nullable String agentId,
            @Nullable String agentName,
            @Nullable String customerEmail,
            @Nullable String subject,
            long position,
            @Nullable Instant unavailableSince,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /** An event, the vendor's part included. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EventView(
            long position,
            String conversationId,
            String type,
            Instant at,
            Actor actor,
            Map<String, Object> data,
            @Nullable Map<String, Object> provider) {}

    /** A page of a log; {@code position} is the next page's {@code after}. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EventsView(List<EventView> events, long position, boolean more) {}

    /** Newest first; the last id of a page is the next page's {@code before}. */
    @Operation(operationId = "listConversations", summary = "Conversations")
    @Get
    List<ConversationView> list(
            @QueryValue @Nullable String applicationId,
            @QueryValue @Nullable String state,
            @QueryValue @Nullable String email,
            @QueryValue @Nullable String before,
            @QueryValue @Nullable Integer limit) {
        Listing listing = new Listing();
        String known = listing.oneOf("state", state, STATES.keySet());
        ConversationQuery query = new ConversationQuery(
                listing.id("applicationId", applicationId, ApplicationId::new),
                known == null ? null : STATES.get(known),
                email == null ? null : listing.checks().plain("email", email),
                listing.id("before", before, ConversationId::new),
                listing.limit(limit));
        listing.checks().orThrow();
        return directory.list(query).stream().map(ConversationsController::view).toList();
    }

    @Operation(operationId = "getConversation", summary = "A conversation")
    @Get("/{id}")
    ConversationView one(String id) {
        return view(lookup.conversation(id));
    }

    @Operation(operationId = "listConversationEvents", summary = "A conversation's events")
    @ApiResponse(responseCode = "409", description = "The log has no such position.")
    @Get("/{id}/events")
    EventsView events(String id, @QueryValue(defaultValue = "0") long after, @QueryValue @Nullable Integer limit) {
        Conversation conversation = lookup.conversation(id);
        Listing listing = new Listing();
        int most = listing.limit(limit);
        if (after < 0) {
            listing.checks().wrong("after", "must not be negative");
        }
        listing.checks().orThrow();
        List<LoggedEvent> events = read(conversation.id(), after, most + 1);
        boolean more = events.size() > most;
        List<EventView> page = events.stream().limit(most).map(this::view).toList();
        return new EventsView(page, page.isEmpty() ? after : page.getLast().position(), more);
    }

    private List<LoggedEvent> read(ConversationId id, long after, int limit) {
        try {
            return log.read(id, after, limit);
        } catch (PositionUnknownException e) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "position-unknown",
                    ProblemAction.RESTART,
                    "The log has no such position; read it from the start.");
        }
    }

    private static ConversationView view(Conversation it) {
        return new ConversationView(
                it.id().value(),
                it.applicationId().value(),
                it.connectionId().value(),
                it.chatMode(),
                it.state().wireName(),
                it.vendorId(),
                it.interactionId(),
                it.agentId(),
                it.agentName(),
                it.customerEmail(),
                it.subject(),
                it.lastPosition(),
                it.unavailableSince(),
                it.createdAt(),
                it.endedAt());
    }

    private EventView view(LoggedEvent event) {
        return new EventView(
                event.position(),
                event.conversationId().value(),
                event.type().wireName(),
                event.at(),
                event.actor(),
                object(event.data()),
                event.provider() == null ? null : object(event.provider()));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(String text) {
        try {
            return json.readValue(text, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
