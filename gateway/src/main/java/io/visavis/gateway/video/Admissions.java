package io.visavis.gateway.video;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.video.engine.EngineException;
import io.visavis.gateway.video.engine.EnginePerson;
import io.visavis.gateway.video.engine.JoinGrant;
import io.visavis.gateway.video.engine.RoomEngine;
import io.visavis.gateway.video.engine.RoomEngines;
import io.visavis.gateway.video.engine.RoomSpec;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.CallKind;
import io.visavis.gateway.video.room.Connections;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.Participants;
import io.visavis.gateway.video.room.Role;
import io.visavis.gateway.video.room.Room;
import io.visavis.gateway.video.room.RoomId;
import io.visavis.gateway.video.room.Rooms;
import io.visavis.gateway.video.room.Ticket;
import io.visavis.gateway.video.room.Tickets;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a ticket, an agent's link or a resume secret into a person in a room. A ticket is spent here and nowhere else, so that
 * merely opening its page costs nothing. Safe for use by many threads.
 */
@Singleton
public final class Admissions {

    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);

    private record Entered(Room room, Participant participant, String resumeSecret, boolean alone) {}

    private record Redeemed(Entered entered, boolean again) {}

    private final UnitOfWork unitOfWork;
    private final Rooms rooms;
    private final Tickets tickets;
    private final Participants participants;
    private final Connections connections;
    private final RoomSignals signals;
    private final Offering offering;
    private final AgentLinks agentLinks;
    private final RoomEngines engines;
    private final Clock clock;

    Admissions(
            UnitOfWork unitOfWork,
            Rooms rooms,
            Tickets tickets,
            Participants participants,
            Connections connections,
            RoomSignals signals,
            Offering offering,
            AgentLinks agentLinks,
            RoomEngines engines,
            Clock clock) {
        this.unitOfWork = unitOfWork;
        this.rooms = rooms;
        this.tickets = tickets;
        this.participants = participants;
        this.connections = connections;
        this.signals = signals;
        this.offering = offering;
        this.agentLinks = agentLinks;
        this.engines = engines;
        this.clock = clock;
    }

    /**
     * A visitor's ticket, for the first time. A second one is refused, and the agent in the room told.
     *
     * @param redeemKey made by the browser for this ticket: who lost the answer is let in again under it, as the same person; null for no
     *     repeat
     */
    public Admission byTicket(String secret, @Nullable CallKind kind, @Nullable String redeemKey) {
        try {
            return oncePerPerson(secret, kind, redeemKey);
        } catch (ProblemException refusal) {
            if (refusal.slug().equals("ticket-used")) {
                unitOfWork.commit(() -> tickets.find(secret)
                        .flatMap(ticket -> rooms.lock(ticket.roomId()))
                        .ifPresent(this::tellRefusal));
            }
            throw refusal;
        }
    }

    private Admission oncePerPerson(String secret, @Nullable CallKind kind, @Nullable String redeemKey) {
        Redeemed redeemed = unitOfWork.commit(() -> {
            Ticket ticket = tickets.find(secret).orElseThrow(CallProblems::linkInvalid);
            Room room = rooms.lock(ticket.roomId()).orElseThrow();
            // Read under the room's lock: another redeemer, or the first try of this one, may have been quicker.
            Optional<Participant> known = redeemer(ticket, room, redeemKey);
            if (known.isPresent()) {
                Participant visitor = named(known.get(), offering.bind(room));
                return new Redeemed(entered(room, visitor, participants.newResumeSecret(visitor.id())), true);
            }
            return new Redeemed(firstTime(secret, room, kind, redeemKey), false);
        });
        try {
            return admit(redeemed.entered());
        } catch (ProblemException e) {
            if (!redeemed.again()) {
                // Nobody has come in by it: the next try must find it whole.
                unitOfWork.commit(() -> tickets.find(secret).ifPresent(tickets::restore));
            }
            throw e;
        }
    }

    private Optional<Participant> redeemer(Ticket ticket, Room room, @Nullable String redeemKey) {
        return redeemKey == null || !room.open()
                ? Optional.empty()
                : tickets.redeemerWith(ticket, redeemKey).flatMap(participants::find);
    }

    private Entered firstTime(String secret, Room room, @Nullable CallKind kind, @Nullable String redeemKey) {
        Ticket ticket = tickets.find(secret).orElseThrow(CallProblems::linkInvalid);
        spend(ticket, room);
        Participant visitor = visitor(room, offering.bind(room));
        tickets.redeemedBy(ticket, visitor.id(), redeemKey);
        if (kind != null && !offering.visitorPresent(room)) {
            rooms.kind(room.id(), kind);
        }
        return entered(room, visitor, participants.newResumeSecret(visitor.id()));
    }

    /** An agent's link, as often as they like; a room whose call is over is opened for the next one, and the visitor asked. */
    public Admission byAgentLink(String query, @Nullable CallKind kind) {
        RoomId roomId = agentLinks.check(query);
        return admit(unitOfWork.commit(() -> {
            Room room = rooms.lock(roomId).orElseThrow(CallProblems::linkInvalid);
            Optional<Conversation> chat = offering.bind(room);
            if (chat.filter(Conversation::ended).isPresent()) {
                throw CallProblems.roomClosed();
            }
            if (!room.open()) {
                rooms.reopen(room.id());
            }
            Room ready = rooms.find(roomId).orElseThrow();
            Participant agent = agent(ready, chat);
            chat.ifPresent(conversation ->
                    offering.offer(ready, conversation, CallEvents.actor(agent), kind == null ? ready.kind() : kind));
            return entered(ready, agent, participants.newResumeSecret(agent.id()));
        }));
    }

    /** Somebody admitted before, back after a reload or for a new call token. */
    public Admission byResumeSecret(String secret) {
        return admit(unitOfWork.commit(() -> {
            Participant known = participants.findByResumeSecret(secret).orElseThrow(CallProblems::linkInvalid);
            Room room = rooms.lock(known.roomId()).filter(Room::open).orElseThrow(CallProblems::roomClosed);
            return entered(room, named(known, offering.bind(room)), secret);
        }));
    }

    /** What can be told of a ticket without touching it: any number of looks changes nothing. */
    public TicketPreview preview(String secret) {
        Optional<Ticket> found = tickets.find(secret);
        if (found.isEmpty()) {
            return new TicketPreview(Optional.of("link-invalid"), Optional.empty(), Optional.empty());
        }
        Ticket ticket = found.get();
        Room room = rooms.find(ticket.roomId()).orElseThrow();
        CallKind kind = ticket.kind() == null ? room.kind() : ticket.kind();
        return new TicketPreview(refusal(ticket, room), Optional.of(kind), Optional.of(room.applicationId()));
    }

    private void tellRefusal(Room room) {
        Set<ParticipantId> agents = participants.of(room.id()).stream()
                .filter(one -> one.role() == Role.AGENT)
                .map(Participant::id)
                .collect(Collectors.toSet());
        for (CallConnection page : connections.openOf(room.id())) {
            if (agents.contains(page.participantId())) {
                signals.ticketRefused(room.id(), page.id());
            }
        }
    }

    private void spend(Ticket ticket, Room room) {
        switch (refusal(ticket, room).orElse("")) {
            case "room-closed" -> throw CallProblems.roomClosed();
            case "ticket-used" -> throw CallProblems.ticketUsed();
            case "ticket-expired" -> throw CallProblems.ticketExpired();
            default -> {
                if (!tickets.redeem(ticket)) {
                    throw CallProblems.ticketUsed();
                }
            }
        }
    }

    private Optional<String> refusal(Ticket ticket, Room room) {
        if (ticket.revokedAt() != null || !room.open()) {
            return Optional.of("room-closed");
        }
        if (ticket.policy() == Ticket.Policy.ONE_PERSON && ticket.redeemedAt() != null) {
            return Optional.of("ticket-used");
        }
        return ticket.usable(clock.instant()) ? Optional.empty() : Optional.of("ticket-expired");
    }

    /** A chat has one visitor, whatever number of tickets; without a chat each ticket is somebody else. */
    private Participant visitor(Room room, Optional<Conversation> chat) {
        Optional<Participant> known = room.conversationId() == null ? Optional.empty() : first(room, Role.VISITOR);
        return named(known.orElseGet(() -> participants.admit(room.id(), Role.VISITOR)), chat);
    }

    private Participant agent(Room room, Optional<Conversation> chat) {
        return named(first(room, Role.AGENT).orElseGet(() -> participants.admit(room.id(), Role.AGENT)), chat);
    }

    /** As the chat calls them now: agents change, and their names may come late. */
    private Participant named(Participant person, Optional<Conversation> chat) {
        return chat.map(it -> person.role() == Role.AGENT ? it.agentName() : it.customerName())
                .map(name -> participants.name(person, name))
                .orElse(person);
    }

    private Optional<Participant> first(Room room, Role role) {
        return participants.of(room.id()).stream()
                .filter(participant -> participant.role() == role)
                .findFirst();
    }

    private Entered entered(Room room, Participant participant, String resumeSecret) {
        Room now = rooms.find(room.id()).orElseThrow();
        boolean alone = !offering.present(now, participant.role().other());
        return new Entered(now, participant, resumeSecret, alone);
    }

    private Admission admit(Entered entered) {
        Room room = entered.room();
        Participant participant = entered.participant();
        RoomEngine engine = engines.of(room.engine());
        JoinGrant grant;
        try {
            engine.open(new RoomSpec(room.id(), room.kind() == CallKind.VIDEO));
            grant = engine.admit(room.id(), new EnginePerson(participant.id(), participant.role(), participant.name()));
        } catch (EngineException e) {
            LOG.warn("{} does not let anybody into room {}", engine.id(), room.id(), e);
            throw CallProblems.engineUnavailable();
        }
        return new Admission(room, participant, entered.resumeSecret(), grant, entered.alone());
    }
}
