package io.visavis.talkdesk.outbound;

/**
 * How much goes into one request. Talkdesk names no limits, so these are ours and configurable (contract 2.5).
 *
 * @param contextParameters most parameters of a conversation
 * @param contextValueLength most characters of a parameter's value, and of the subject
 * @param previousMessages most messages handed over, the latest kept
 * @param messageLength most characters of one message
 */
public record Caps(int contextParameters, int contextValueLength, int previousMessages, int messageLength) {
    public static final Caps DEFAULT = new Caps(50, 1_000, 50, 4_000);
}
