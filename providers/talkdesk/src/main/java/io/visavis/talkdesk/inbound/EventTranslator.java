package io.visavis.talkdesk.inbound;

import io.visavis.spi.Author;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.ProviderEvent.AgentJoined;
import io.visavis.spi.ProviderEvent.ConfigurationProblem;
import io.visavis.spi.ProviderEvent.ConversationEnded;
import io.visavis.spi.ProviderEvent.ConversationOpened;
import io.visavis.spi.ProviderEvent.MessageReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts one classified delivery into the words of the conversation log. An id that cannot be used is named in a
 * {@link ConfigurationProblem} behind whatever the rest of the body still tells.
 */
final class EventTranslator {
    private final AuthorTypes authorTypes;

    EventTranslator(AuthorTypes authorTypes) {
        this.authorTypes = authorTypes;
    }

    List<ProviderEvent> translate(EventKind kind, EventBody body, Instant receivedAt) {
        Correlation correlation = correlation(body);
        Instant at = occurredAt(body, receivedAt);
        return switch (kind) {
            case CONVERSATION_STARTED -> started(body, correlation, at);
            case CONVERSATION_ASSIGNED -> assigned(body, correlation, at);
            case CONVERSATION_ENDED -> ended(body, correlation, at, "conversation_id");
            case CONVERSATION_TERMINATED -> ended(body, correlation, at, "interaction_id");
            case MESSAGE_CREATED -> message(body, correlation, at);
        };
    }

    /** Our own id first, where an administrator hands it back; then Talkdesk's two (contract 3.8). */
    static Correlation correlation(EventBody body) {
        return new Correlation(
                body.gatewaySession().value(),
                body.id("conversation_id").value(),
                body.id("interaction_id").value());
    }

    static Instant occurredAt(EventBody body, Instant receivedAt) {
        return body.text("timestamp").flatMap(TalkdeskTimestamps::parse).orElse(receivedAt);
    }

    private static List<ProviderEvent> started(EventBody body, Correlation correlation, Instant at) {
        ProviderEvent opened = new ConversationOpened(
                correlation,
                at,
                body.label("payload", "contact_person", "email").orElse(null),
                body.label("payload", "user", "name").orElse(null),
                body.label("payload", "touchpoint", "id").orElse(null),
                body.label("payload", "subject").orElse(null));
        return withProblems(opened, List.of(body.id("conversation_id").required()));
    }

    /** Comes again at a transfer, with another {@code user_id}. */
    private static List<ProviderEvent> assigned(EventBody body, Correlation correlation, Instant at) {
        VendorId user = body.id("user_id").required();
        return withProblems(
                new AgentJoined(correlation, at, user.value(), null),
                List.of(
                        body.id("conversation_id").required(),
                        body.id("interaction_id").required(),
                        user,
                        body.gatewaySession()));
    }

    /**
     * Both kinds of end are final; neither says who ended it. {@code conversation_terminated} comes for every messaging
     * conversation of the account, so one that nobody knows is ordinary and for the gateway to drop.
     */
    private static List<ProviderEvent> ended(EventBody body, Correlation correlation, Instant at, String idField) {
        ProviderEvent ended = new ConversationEnded(
                correlation, at, ConversationEnded.Reason.PROVIDER, ConversationEnded.Certainty.FINAL);
        return withProblems(ended, List.of(body.id(idField).required(), body.gatewaySession()));
    }

    private List<ProviderEvent> message(EventBody body, Correlation correlation, Instant at) {
        VendorId messageId = body.id("payload", "id").required();
        AttachmentList attachments = AttachmentList.of(body.at("payload", "attachments"));
        Author author = new Author(
                authorTypes.kindOf(body.text("payload", "author", "type").orElse("")),
                null,
                body.label("payload", "author", "name").orElse(null));
        ProviderEvent received = new MessageReceived(
                correlation,
                writtenAt(body, at),
                messageId.value(),
                author,
                body.text("payload", "content").orElse(""),
                attachments.usable(),
                null);
        List<VendorId> ids = new ArrayList<>(attachments.unusable());
        ids.add(messageId);
        ids.add(body.id("conversation_id").required());
        return withProblems(received, ids);
    }

    /** Messages are ordered by when they were written, not by when the event was made (contract 3.10). */
    private static Instant writtenAt(EventBody body, Instant otherwise) {
        return body.text("payload", "created_at")
                .flatMap(TalkdeskTimestamps::parse)
                .orElse(otherwise);
    }

    /** An event that cannot find its conversation tells nothing; then only the problems remain. */
    private static List<ProviderEvent> withProblems(ProviderEvent event, List<VendorId> ids) {
        List<ProviderEvent> events = new ArrayList<>(2);
        if (!event.correlation().equals(Correlation.none())) {
            events.add(event);
        }
        for (VendorId id : ids) {
            if (id.problem() != null) {
                events.add(new ConfigurationProblem(event.correlation(), event.occurredAt(), id.field(), id.problem()));
            }
        }
        return List.copyOf(events);
    }
}
