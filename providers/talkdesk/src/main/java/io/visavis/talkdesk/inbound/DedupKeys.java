package io.visavis.talkdesk.inbound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What makes a repeat of a delivery recognisable, per kind of event (contract 3.10). */
final class DedupKeys {
    /** Keeps keys short enough for an index; three ids of 255 characters are not. */
    private static final int LONGEST = 180;

    private DedupKeys() {}

    /** Empty when an id that the key needs is unusable. */
    static Optional<String> of(EventKind kind, EventBody body) {
        return switch (kind) {
            case MESSAGE_CREATED -> key(kind, body.id("payload", "id"));
            case CONVERSATION_STARTED, CONVERSATION_ENDED -> key(kind, body.id("conversation_id"));
            case CONVERSATION_TERMINATED -> key(kind, body.id("interaction_id"));
            case CONVERSATION_ASSIGNED ->
                key(
                        kind,
                        body.id("conversation_id"),
                        body.id("interaction_id"),
                        body.id("user_id"),
                        body.id("timestamp"));
        };
    }

    private static Optional<String> key(EventKind kind, VendorId... ids) {
        List<VendorId> parts = List.of(ids);
        if (!parts.stream().allMatch(VendorId::usable)) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder(kind.wireName);
        for (VendorId part : parts) {
            key.append('|').append(Objects.requireNonNull(part.value()));
        }
        return Optional.of(key.length() <= LONGEST ? key.toString() : kind.wireName + "|sha256|" + digest(key));
    }

    private static String digest(CharSequence key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(key.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
