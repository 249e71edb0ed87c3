package io.visavis.talkdesk.outbound;

import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Waits a little until a new attachment may be named in a message. The values of {@code state} are documented nowhere
 * (contract 6, point 8), so only states that plainly say "not yet" are waited for; then the message is sent anyway, and a
 * file that is still not ready shows as Talkdesk's 206.
 */
public final class AttachmentReadiness {
    private static final Set<String> NOT_YET =
            Set.of("pending", "processing", "in_progress", "queued", "waiting", "uploading", "scanning");

    private final TalkdeskApi api;
    private final Duration patience;
    private final Duration pause;

    /** Asks again after each {@code pause}, for {@code patience} at most. */
    public AttachmentReadiness(TalkdeskApi api, Duration patience, Duration pause) {
        this.api = api;
        this.patience = patience;
        this.pause = pause;
    }

    void await(String attachmentId, Reply created) {
        String state = state(created);
        for (Duration waited = Duration.ZERO;
                NOT_YET.contains(state) && waited.compareTo(patience) < 0;
                waited = waited.plus(pause)) {
            sleep();
            Reply reply = api.call(ApiRequest.get(AttachmentsApi.path(attachmentId), "ask for attachment state"));
            if (!reply.isSuccess()) {
                return;
            }
            state = state(reply);
        }
    }

    private static String state(Reply reply) {
        return reply.text("state")
                .map(state ->
                        state.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_'))
                .orElse("");
    }

    private void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(Kind.UNAVAILABLE, "cancelled while an attachment was prepared", e);
        }
    }
}
