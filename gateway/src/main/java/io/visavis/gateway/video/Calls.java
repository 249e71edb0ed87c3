package io.visavis.gateway.video;

import io.micronaut.http.HttpStatus;
import io.visavis.gateway.conversation.Actor;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.engine.RoomEngines;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.Offer;
import io.visavis.gateway.video.room.Offers;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.RoomId;
import io.visavis.gateway.video.room.RoomKey;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.gateway.video.room.Ticket;
import io.visavis.gateway.video.room.Tickets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * What a visitor can do about calls from the chat. Each method appends its event to the conversation's log and commits, or joins
 * the unit of work it is called in. Safe for use by many threads.
 *
 * <p>All throw {@link ProblemException}: {@code offer-not-open}, {@code room-closed}, {@code call-not-possible}.
 */
@Singleton
public final class Calls {

    /** {@code cdestination} of rooms that a visitor asked for. */
    private static final String DESTINATION = "widget";

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final Offers offers;
    private final Tickets tickets;
    private final Offering offering;
    private final CallEvents events;
    private final AgentLinks agentLinks;
    private final AgentMessages agentMessages;
    private final LinkBases bases;
    private final RoomEngines engines;
    private final CallSettings settings;
    private final Clock clock;

    Calls(
            UnitOfWork unitOfWork,
            Rooms rooms,
            Offers offers,
            Tickets tickets,
            Offering offering,
            CallEvents events,
            AgentLinks agentLinks,
            AgentMessages agentMessages,
            LinkBases bases,
            RoomEngines engines,
            CallSettings settings,
            Clock clock) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.offers = offers;
        this.tickets = tickets;
        this.offering = offering;
        this.events = events;
        this.agentLinks = agentLinks;
        this.agentMessages = agentMessages;
        this.bases = bases;
        this.engines = engines;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The visitor asks for a call: the chat's room is made or opened again, and the agent gets a link to it in the chat. Whoever asks
     * for the same again gets nothing said before an offer's life is over: then it is a reminder.
     *
     * @return the room the agent is asked into
     */
    public RoomId request(Conversation conversation, CallKind kind) {
        if (conversation.ended()) {
            throw ProblemException.of(
                    HttpStatus.CONFLICT,
                    "call-not-possible",
                    ProblemAction.NONE,
                    "This conversation has ended; start a new one to call.");
        }
        return unitOfWork.commit(() -> {
            Room before = lockRoomOf(conversation, kind);
            Room room = readied(before, conversation, kind);
            if (justTold(before, kind)) {
                return room.id();
            }
            rooms.requested(room.id());
            events.append(
                    room, Actor.visitor(), new EventData.CallRequested(room.id().value(), kind.wireName()));
            agentMessages.say(
                    conversation,
                    "The visitor asks for " + (kind == CallKind.VIDEO ? "a video call" : "a voice call")
                            + ". Open this link to join: " + agentLinks.link(bases.publicBase(), room));
            return room.id();
        });
    }

    /**
     * The visitor takes the offered call.
     *
     * @return the address to join by, good for one person and a short time
     */
    public String accept(Conversation conversation, RoomId roomId, CallKind kind) {
        return unitOfWork.commit(() -> {
            Room room = lock(conversation, roomId);
            offers.answer(openOffer(room).orElseThrow(CallProblems::offerNotOpen), Offer.State.ACCEPTED);
            rooms.kind(room.id(), kind);
            events.append(
                    room, Actor.visitor(), new EventData.CallAccepted(room.id().value(), kind.wireName()));
            String secret = tickets.issue(
                    room.id(), Ticket.Policy.ONE_PERSON, Ticket.Source.CHAT, kind, settings.chatTicketLife());
            return bases.publicBase() + "/t/" + secret;
        });
    }

    /** The visitor does not want the offered call, or takes back the wish for one; the agent may offer again. */
    public void decline(Conversation conversation, RoomId roomId) {
        unitOfWork.commit(() -> {
            Room room = lock(conversation, roomId);
            if (room.requested() && openOffer(room).isEmpty()) {
                agentMessages.say(conversation, "The visitor no longer asks for a call.");
            } else {
                offers.answer(openOffer(room).orElseThrow(CallProblems::offerNotOpen), Offer.State.DECLINED);
            }
            rooms.notRequested(room.id());
            events.append(
                    room, Actor.visitor(), new EventData.CallDeclined(room.id().value()));
        });
    }

    private boolean justTold(Room room, CallKind kind) {
        return room.requested()
                && room.kind() == kind
                && room.requestedAt() != null
                && room.requestedAt().plus(settings.offerLife()).isAfter(clock.instant());
    }

    private Room lockRoomOf(Conversation conversation, CallKind kind) {
        return rooms.newestOf(conversation.id())
                .flatMap(newest -> rooms.lock(newest.id()))
                .orElseGet(() -> rooms.lockOrCreate(
                        new RoomKey(
                                conversation.applicationId(),
                                DESTINATION,
                                conversation.id().value()),
                        null,
                        null,
                        engines.preferred().id(),
                        kind));
    }

    private Room readied(Room room, Conversation conversation, CallKind kind) {
        if (!room.open()) {
            rooms.reopen(room.id());
        }
        if (!offering.visitorPresent(room)) {
            rooms.kind(room.id(), kind);
        }
        rooms.bind(room.id(), conversation.id());
        return rooms.find(room.id()).orElseThrow();
    }

    private Room lock(Conversation conversation, RoomId roomId) {
        Room room = rooms.lock(roomId)
                .filter(found -> conversation.id().equals(found.conversationId()))
                .orElseThrow(() -> ProblemException.notFound("room-not-found", "This conversation has no such room."));
        if (!room.open()) {
            throw CallProblems.roomClosed();
        }
        return room;
    }

    private Optional<Offer> openOffer(Room room) {
        return offers.newest(room.id()).filter(offer -> offer.state() == Offer.State.OPEN);
    }
}
