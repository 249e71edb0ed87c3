package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores deliveries: through their lane, with their events, or alone, to be worked off from memory once they are durable. */
@Singleton
final class StoredInbox implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(StoredInbox.class);
    private static final int LONGEST_ACTION = 100;

    private final JdbcInbox rows;
    private final UnitOfWork unitOfWork;
    private final LiveProviders providers;
    private final InboxLanes lanes;

    StoredInbox(JdbcInbox rows, UnitOfWork unitOfWork, LiveProviders providers, InboxLanes lanes) {
        this.rows = rows;
        this.unitOfWork = unitOfWork;
        this.providers = providers;
        this.lanes = lanes;
    }

    @Override
    public boolean store(ConnectionId connection, RawWebhook webhook, String headers) {
        String key = key(connection, webhook);
        String action = shortened(webhook.action());
        UnansweredDelivery delivery =
                new UnansweredDelivery(connection, key, action, headers, webhook.body(), webhook.receivedAt());
        return lanes.store(delivery).orElseGet(() -> storeAlone(delivery, action, webhook));
    }

    /** First the delivery, then, in another commit, what it means. */
    private boolean storeAlone(UnansweredDelivery delivery, String action, RawWebhook webhook) {
        return unitOfWork.commit(() -> {
            Optional<InboxRow> row = rows.insert(
                    delivery.connection(),
                    delivery.key(),
                    action,
                    delivery.headers(),
                    webhook.body(),
                    webhook.receivedAt());
            row.map(stored -> stored.tried(delivery.tries()))
                    .ifPresent(stored -> unitOfWork.afterCommit(() -> lanes.offer(stored)));
            return row.isPresent();
        });
    }

    /** The provider's key if it finds one in the body; else a digest, which tells exact repeats. */
    private String key(ConnectionId connection, RawWebhook webhook) {
        try {
            return providers
                    .find(connection)
                    .flatMap(live -> live.provider().webhooks().dedupKey(webhook))
                    .flatMap(DedupKey::ofVendor)
                    .orElseGet(() -> DedupKey.ofBytes(webhook));
        } catch (ProviderException | ProviderFault e) {
            LOG.warn("The provider of {} found no dedup key: {}", connection, e.toString());
            return DedupKey.ofBytes(webhook);
        }
    }

    private static String shortened(String action) {
        return action.length() <= LONGEST_ACTION ? action : action.substring(0, LONGEST_ACTION);
    }
}
