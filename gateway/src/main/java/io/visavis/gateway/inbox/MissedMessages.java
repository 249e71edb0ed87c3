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
        beside(() -> connections.all().forEach(connection -> recover(connection.id())));
    }

    @EventListener
    void onServed(ConnectionServed served) {
        beside(() -> recover(served.id()));
    }

    /** Nobody waits for what a vendor answers: neither the start nor the plugin that is served again. */
    private static void beside(Runnable work) {
        Thread.ofVirtual().name("missed-messages").start(work);
    }

    private void recover(ConnectionId connection) {
        providers.find(connection).ifPresent(this::recover);
    }

    /** Blocks; a vendor that fails is left alone. */
    void recover(LiveProvider live) {
        live.provider().transcript().ifPresent(transcript -> {
            try {
                conversations.running(live.connectionId(), MOST).forEach(found -> recover(live, transcript, found));
            } catch (RuntimeException e) {
                LOG.warn("What {} said meanwhile cannot be read back: {}", live.connectionId(), e.toString());
            }
        });
    }

    private void recover(LiveProvider live, Transcript transcript, Conversation conversation) {
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
                && heard.about(conversation.id(), message.text(), message.occurredAt(), false);
    }
}
