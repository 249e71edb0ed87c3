package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.engine.RoomEngines;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.RoomKey;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.gateway.video.room.Ticket;
import io.visavis.gateway.video.room.Tickets;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rooms for servers: asked twice, the same room and the same ticket, until that is spent or has expired (contract 4.3).
 * A room whose interaction is a chat here is offered in that chat, once; after that by the agent who opens the link. Safe for use
 * by many threads.
 */
@Singleton
public final class FacadeRooms {

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final Tickets tickets;
    private final Offering offering;
    private final AgentLinks agentLinks;
    private final RoomEngines engines;
    private final CallSettings settings;

    FacadeRooms(
            UnitOfWork unitOfWork,
            Rooms rooms,
            Tickets tickets,
            Offering offering,
            AgentLinks agentLinks,
            RoomEngines engines,
            CallSettings settings) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.tickets = tickets;
        this.offering = offering;
        this.agentLinks = agentLinks;
        this.engines = engines;
        this.settings = settings;
    }

    /**
     * The room of this key and its links.
     *
     * @param ticketLife of a ticket made now; null for the default, cut at the longest allowed
     * @param base where the links point, already allowed
     */
    public CallLinks links(
            RoomKey key,
            @Nullable String customerId,
            @Nullable String organizationId,
            @Nullable Duration ticketLife,
            String base) {
        return unitOfWork.commit(() -> {
            Room room = rooms.lockOrCreate(
                    key, customerId, organizationId, engines.preferred().id(), CallKind.VIDEO);
            Optional<Conversation> chat = offering.bind(room);
            boolean over = chat.filter(Conversation::ended).isPresent();
            if (!room.open() && !over) {
                rooms.reopen(room.id());
            }
            Room ready = rooms.find(room.id()).orElseThrow();
            // A card that is drawn again must not ring again: the agent who opens the link offers it anew.
            chat.filter(conversation -> offering.neverOffered(ready))
                    .ifPresent(conversation -> offering.offer(
                            ready,
                            conversation,
                            Actor.of(Actor.Kind.AGENT, conversation.agentId(), conversation.agentName()),
                            ready.kind()));
            String ticket = tickets.usableOfFacade(ready.id()).orElseGet(() -> newTicket(ready, ticketLife));
            return new CallLinks(
                    ready.id(),
                    agentLinks.link(base, ready),
                    base + "/t/" + ticket,
                    base + "/r/" + ready.recordingId());
        });
    }

    private String newTicket(Room room, @Nullable Duration asked) {
        Duration life = asked == null ? settings.ticketLife() : asked;
        if (life.compareTo(settings.ticketLifeMax()) > 0) {
            life = settings.ticketLifeMax();
        }
        return tickets.issue(room.id(), Ticket.Policy.ONE_PERSON, Ticket.Source.FACADE, null, life);
    }
}
