package io.visavis.gateway.inbox;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.HeardWords;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.ConnectionServed;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.ProviderEvent;
import io.visavis.spi.Transcript;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back from vendors that allow it what went by while no gateway ran, or none that could take it in (its jar came late,
 * the connection was switched off): a vendor gives up sending some time. Every node may do it: what stands in the log is
 * dropped.
 */
@Singleton
final class MissedMessages {
    private static final Logger LOG = LoggerFactory.getLogger(MissedMessages.class);
    /** Of one connection; older ones are hardly running any more. */
    private static final int MOST = 500;

    /** Between the rounds for what could not be read: a vendor, or the network at a machine's start, may come late. */
    private static final List<Duration> RESTS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(20));

    private final Connections connections;
    private final LiveProviders providers;
    private final Conversations conversations;
    private final ConversationNews news;
    private final HeardWords heard;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    MissedMessages(
            Connections connections,
            LiveProviders providers,
            Conversations conversations,
            ConversationNews news,
            HeardWords heard,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.connections = connections;
        this.providers = providers;
        this.conversations = conversations;
        this.news = news;
        this.heard = heard;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @EventListener
    void onStart(ServerStartupEvent event) {
        connections.all().forEach(connection -> beside(connection.id()));
    }

    @EventListener
    void onServed(ConnectionServed served) {
        beside(served.id());
    }

    /** Nobody waits for what a vendor answers: neither the start nor the plugin that is served again. */
    private void beside(ConnectionId connection) {
        List<Conversation> running = running(connection);
        if (!running.isEmpty()) {
            Thread.ofVirtual().name("missed-messages").start(() -> recover(connection, running, RESTS));
        }
    }

    /** As they stand before anything new is taken in: from there on the vendor is asked. */
    List<Conversation> running(ConnectionId connection) {
        return providers
                        .find(connection)
                        .flatMap(live -> live.provider().transcript())
                        .isPresent()
                ? conversations.running(connection, MOST)
                : List.of();
    }

    /**
     * Reads back one conversation after the other; those that failed once more after each rest. Blocks.
     *
     * @return those that could not be read back at all
     */
    List<Conversation> recover(ConnectionId connection, List<Conversation> running, List<Duration> rests) {
        List<Conversation> left = readBack(connection, running);
        for (Duration rest : rests) {
            if (left.isEmpty() || !pause(rest)) {
                break;
            }
            left = readBack(connection, left);
        }
        return left;
    }

    private static boolean pause(Duration rest) {
        try {
            Thread.sleep(rest);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Those that could not be read back. */
    private List<Conversation> readBack(ConnectionId connection, List<Conversation> running) {
        LiveProvider live = providers.find(connection).orElse(null);
        Transcript transcript =
                live == null ? null : live.provider().transcript().orElse(null);
        if (live == null || transcript == null) {
            return running;
        }
        List<Conversation> failed = new ArrayList<>();
        for (Conversation conversation : running) {
            try {
                readBack(live, transcript, conversation);
            } catch (RuntimeException e) {
                failed.add(conversation);
                LOG.warn("What was said meanwhile in {} cannot be read back: {}", conversation.id(), e.toString());
            }
        }
        return failed;
    }

    private void readBack(LiveProvider live, Transcript transcript, Conversation conversation) {
        ConversationRef ref = new ConversationRef(
                conversation.id().value(), String.valueOf(conversation.vendorId()), conversation.interactionId());
        List<ProviderEvent> missed =
                PlausibleTimes.of(transcript.since(ref, heard.lastHeard(conversation)), clock.instant());
        if (!missed.isEmpty()) {
            unitOfWork.commit(() -> write(live, conversation, missed));
        }
    }

    private int write(LiveProvider live, Conversation conversation, List<ProviderEvent> missed) {
        Instant now = clock.instant();
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < missed.size(); i++) {
            if (!stands(conversation, missed.get(i))) {
                arrivals.add(Arrival.readBack(live.connectionId(), i, missed.get(i), now));
            }
        }
        if (!arrivals.isEmpty()) {
            news.of(live, Map.of(conversation.id(), arrivals), _ -> {}, (_, _) -> {});
            LOG.info("Read back {} events of {}", arrivals.size(), conversation.id());
        }
        return arrivals.size();
    }

    private boolean stands(Conversation conversation, ProviderEvent event) {
        return event instanceof ProviderEvent.MessageReceived message
                && heard.about(conversation.id(), Echoes.said(message), message.occurredAt(), false);
    }
}
