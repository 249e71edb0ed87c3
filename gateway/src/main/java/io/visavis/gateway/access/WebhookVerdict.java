package io.visavis.gateway.access;

/** What {@link WebhookCredentials} say of a webhook. The reasons name no secret; they are for the log and the answer. */
public sealed interface WebhookVerdict {

    /** The delivery belongs to this connection. */
    record Accepted(Connection connection) implements WebhookVerdict {}

    /**
     * No credential, or one that is wrong or expired: 401, so that the vendor gets a new token.
     *
     * @param nothingShown there was none of ours at all: the sender may have a proof that only its provider can judge
     */
    record Unauthenticated(String reason, boolean nothingShown) implements WebhookVerdict {

        /** One that was shown is wrong. */
        public Unauthenticated(String reason) {
            this(reason, false);
        }
    }

    /** Who calls is known and may not do this: 403. */
    record Forbidden(String reason) implements WebhookVerdict {}

    /** The credential is good for several connections and the path names none: 400. */
    record Ambiguous(String reason) implements WebhookVerdict {}
}
