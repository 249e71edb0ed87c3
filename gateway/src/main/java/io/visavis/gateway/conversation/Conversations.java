package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds conversations. Reads what is committed, or inside a unit of work what it has written. */
public interface Conversations {

    Optional<Conversation> find(ConversationId id);

    /** Those of these that are there. */
    Map<ConversationId, Conversation> find(Set<ConversationId> ids);

    /** By any id the vendor ever used for it. Inside a unit of work. */
    Optional<ConversationId> idByVendorId(ConnectionId connection, String vendorId);

    /** The newest with this interaction, in any connection of the application. */
    Optional<Conversation> findByInteraction(ApplicationId application, String interactionId);

    /** The newest that is not over, of a customer in one chat mode; the address in whatever letter case. */
    Optional<Conversation> findOpenByCustomer(ApplicationId application, String chatMode, String email);

    /** Those of a connection that the vendor knows and that are not over, newest first. */
    List<Conversation> running(ConnectionId connection, int limit);

    /** Whether it was over before: what goes on now has been taken up again. */
    boolean wasOver(ConversationId id);

    /**
     * When an agent opened this conversation of the vendor's, by the vendor's clock; empty where a visitor's start did, and
     * for an id that is not known.
     */
    Optional<Instant> openedAt(ConnectionId connection, String vendorId);

    /** Whether an agent ever had it by this interaction of the vendor's. */
    boolean hadInteraction(ConversationId id, String interactionId);

    /**
     * When it was last found to go on: by the vendor's clock when its vendor said that somebody has it or that it waits, by
     * ours when the visitor took up again what was over. Empty when nobody has taken it up yet.
     */
    Optional<Instant> takenUpAt(ConversationId id);

    /**
     * When the newest of such events happened, by the vendor's clock, in whatever order they were told. What the
     * gateway itself concludes or looks up of a queue does not count: its time is ours.
     *
     * @param types at least one
     */
    Optional<Instant> newestAt(ConversationId id, Set<EventType> types);

    /** When this agent last left by the vendor's clock, or one who may be this one: null is whose id is not known. */
    Optional<Instant> leftAt(ConversationId id, @Nullable String agentId);
}
