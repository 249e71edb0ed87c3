package io.visavis.eightbyeight.outbound;

import org.jspecify.annotations.Nullable;

/**
 * What a connection fills in where a page says nothing, and how much goes into one request.
 *
 * @param channelId used when a page names none
 * @param queueId used when a page names none; without it the channel's own queue applies
 * @param scriptId as {@code queueId}, for a script that runs first
 * @param messageLength most characters of one message; 8x8 prints no limit (contract 2.7)
 * @param historyMessages most messages handed over, the latest kept; 200 at 8x8 (contract 2.11)
 */
public record Defaults(
        @Nullable String channelId,
        @Nullable String queueId,
        @Nullable String scriptId,
        int messageLength,
        int historyMessages) {
    public static final int MESSAGE_LENGTH = 4_000;
    public static final int MOST_HISTORY_MESSAGES = 200;
    static final int MOST_PROPERTIES = 30;
}
