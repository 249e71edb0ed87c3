package io.visavis.gateway.conversation;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConversationId;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations to list; what is null does not narrow.
 *
 * @param email the customer's, in whatever letter case
 * @param before only those that began earlier than this one
 * @param limit at most so many
 */
public record ConversationQuery(
        @Nullable ApplicationId applicationId,
        @Nullable ConversationState state,
        @Nullable String email,
        @Nullable ConversationId before,
        int limit) {}
