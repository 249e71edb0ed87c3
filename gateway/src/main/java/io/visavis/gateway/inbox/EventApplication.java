package io.visavis.gateway.inbox;

import io.micronaut.context.BeanProvider;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.conversation.PendingStarts;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.Correlation;
import io.visavis.spi.ProviderEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes translated deliveries into the log, rows and events in one unit of work. Safe to run again: rows that are closed
 * are left out, events that stand are dropped by their keys.
 */
@Singleton
final class EventApplication {
    /** How long events are kept for a start whose answer is not stored; a start itself may go on for a day. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(10);

    private static final String CONNECTION_REMOVED = "its connection has been removed";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final JdbcInbox rows;
    private final Correlations correlations;
    private final OpenedConversations opened;
    private final ConversationNews news;
    private final LiveProviders providers;
    private final Connections connections;
    private final BeanProvider<PendingStarts> pendingStarts;
    private final Clock clock;

    EventApplication(
            JdbcInbox rows,
            Correlations correlations,
            OpenedConversations opened,
            ConversationNews news,
            LiveProviders providers,
            Connections connections,
            BeanProvider<PendingStarts> pendingStarts,
            Clock clock) {
        this.rows = rows;
        this.correlations = correlations;
        this.opened = opened;
        this.news = news;
        this.providers = providers;
        this.connections = connections;
        this.pendingStarts = pendingStarts;
        this.clock = clock;
    }

    /**
     * Inside a unit of work. What is done with each row that was still open, and with each unanswered delivery that was new.
     *
     * @param unanswered the deliveries among {@code translated} that are not stored, by the rows they become
     */
    Map<InboxRow, Treatment> apply(
            ConnectionId connection, List<Translated> translated, Map<InboxRow, UnansweredDelivery> unanswered) {
        Set<InboxRow> fresh = rows.insertDone(unanswered);
        Set<InboxRow> open = new HashSet<>(fresh);
        open.addAll(rows.stillOpen(translated.stream()
                .map(Translated::row)
                .filter(row -> !unanswered.containsKey(row))
                .toList()));
        Map<InboxRow, Treatment> treatments = new LinkedHashMap<>();
        List<Arrival> arrivals = new ArrayList<>();
        boolean gone = connections.find(connection).isEmpty();
        for (Translated one : translated) {
            if (open.contains(one.row()) && gone) {
                treatments.put(one.row(), new Treatment.Done(Mark.UNKNOWN_CONVERSATION, CONNECTION_REMOVED));
            } else if (open.contains(one.row())) {
                treatments.put(one.row(), one.treatment() == null ? Treatment.Done.plain() : one.treatment());
                for (int i = 0; i < one.events().size(); i++) {
                    arrivals.add(new Arrival(one.row(), i, one.events().get(i)));
                }
            }
        }
        if (!arrivals.isEmpty()) {
            Optional<LiveProvider> live = providers.find(connection);
            if (live.isEmpty()) {
                arrivals.forEach(arrival -> treatments.put(
                        arrival.row(),
                        new Treatment.Hold(clock.instant().plus(LOOK_AGAIN), Treatment.Hold.NOT_SERVED)));
            } else {
                new Batch(live.get(), treatments).apply(arrivals);
            }
        }
        Map<InboxRow, Treatment> told = new LinkedHashMap<>(treatments);
        told.entrySet().removeIf(entry -> fresh.contains(entry.getKey()) && Treatment.Done.isPlain(entry.getValue()));
        rows.treat(List.copyOf(told.keySet()), List.copyOf(told.values()));
        return treatments;
    }

    /** One batch of one connection. */
    private final class Batch {
        private final LiveProvider live;
        private final Map<InboxRow, Treatment> treatments;

        Batch(LiveProvider live, Map<InboxRow, Treatment> treatments) {
            this.live = live;
            this.treatments = treatments;
        }

        /**
         * Openings first, then what names its conversation, then what names an interaction only: the events before may
         * be what makes it known.
         */
        void apply(List<Arrival> arrivals) {
            List<Arrival> named = new ArrayList<>();
            List<Arrival> byInteraction = new ArrayList<>();
            for (Arrival arrival : arrivals) {
                Correlation about = arrival.event().correlation();
                switch (arrival.event()) {
                    case ProviderEvent.ConfigurationProblem problem ->
                        mark(arrival, Mark.CONFIGURATION_PROBLEM, problem.field() + ": " + problem.detail());
                    case ProviderEvent.Unrecognised unknown ->
                        mark(arrival, Mark.UNRECOGNISED, unknown.kind() + ": " + unknown.detail());
                    case ProviderEvent.ConversationOpened event -> open(arrival, event);
                    default ->
                        (about.gatewayConversationId() == null && about.vendorConversationId() == null
                                        ? byInteraction
                                        : named)
                                .add(arrival);
                }
            }
            applyFound(named);
            applyFound(byInteraction);
        }

        private void open(Arrival arrival, ProviderEvent.ConversationOpened event) {
            boolean patient =
                    clock.instant().isBefore(arrival.row().receivedAt().plus(rules().orphanPatience()));
            if (!opened.apply(live, event, patient)) {
                treatments.put(
                        arrival.row(),
                        new Treatment.Hold(
                                clock.instant().plus(LOOK_AGAIN),
                                "the customer's own start is under way, and this may be that; asked again at holdUntil"));
            }
        }

        private void applyFound(List<Arrival> arrivals) {
            Map<Correlation, Optional<ConversationId>> found = new HashMap<>();
            Map<ConversationId, List<Arrival>> byConversation = new LinkedHashMap<>();
            for (Arrival arrival : arrivals) {
                found.computeIfAbsent(arrival.event().correlation(), about -> correlations.find(live, about))
                        .ifPresentOrElse(
                                id -> byConversation
                                        .computeIfAbsent(id, _ -> new ArrayList<>())
                                        .add(arrival),
                                () -> orphan(arrival));
            }
            news.of(live, byConversation, this::orphan, (arrival, mark) -> mark(arrival, mark, null));
        }

        private void orphan(Arrival arrival) {
            Instant now = clock.instant();
            Instant received = arrival.row().receivedAt();
            Instant patientUntil = received.plus(rules().orphanPatience());
            if (now.isBefore(patientUntil)) {
                treatments.put(
                        arrival.row(),
                        new Treatment.Hold(
                                patientUntil, "its conversation is not known yet; filed at holdUntil if it stays so"));
            } else if (now.isBefore(received.plus(START_PATIENCE)) && startIsPending()) {
                treatments.put(
                        arrival.row(),
                        new Treatment.Hold(
                                now.plus(LOOK_AGAIN),
                                "its conversation is not known yet, and a start is under way; asked again at holdUntil"));
            } else {
                mark(arrival, Mark.UNKNOWN_CONVERSATION, null);
            }
        }

        private boolean startIsPending() {
            return pendingStarts.stream().anyMatch(starts -> starts.any(live.connectionId()));
        }

        private ConversationRules rules() {
            return live.descriptor().rules();
        }

        /** A hold stands: the row comes again, and its mark with it. */
        private void mark(Arrival arrival, Mark mark, @org.jspecify.annotations.Nullable String note) {
            if (!(treatments.get(arrival.row()) instanceof Treatment.Hold)) {
                treatments.put(arrival.row(), new Treatment.Done(mark, note));
            }
        }
    }
}
