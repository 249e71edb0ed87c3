package io.visavis.gateway.widget;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies of the widget API, one record for each schema of {@code schemas/widget/v1}. */
final class Wire {
    private Wire() {}

    /** Each {@code native}, {@code emulated} or {@code none}. */
    @Serdeable
    record Capabilities(
            String typing,
            String receipts,
            String attachmentsIn,
            String attachmentsOut,
            String cards,
            String transcript,
            String context,
            String contextUpdate,
            String queuePosition,
            String transfer,
            String call) {}

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record Limits(int textLength, long attachmentBytes, List<String> attachmentTypes, int attachmentsPerMessage) {}

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record Option(String name, boolean required, String description, boolean defaulted) {}

    /** {@code state}: open, closed or unknown; {@code confidence}: provider, estimated or unknown, of the wait. */
    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record Availability(
            String state,
            @Nullable Instant opensAt,
            @Nullable Integer waiting,
            @Nullable Long waitSeconds,
            @Nullable String confidence) {}

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record Mode(
            String chatMode,
            String name,
            Capabilities capabilities,
            Limits limits,
            Availability availability,
            List<Option> options,
            List<String> requiredFields) {}

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record CallOffer(List<String> kinds) {}

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record ApplicationReply(
            String applicationId,
            String name,
            List<Mode> modes,
            Limits limits,
            Map<String, String> texts,
            Map<String, String> theme,
            CallOffer call) {}

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record StartReply(
            String conversationId,
            String chatMode,
            String accessToken,
            long expiresIn,
            String resumeToken,
            long position,
            String state,
            Capabilities capabilities,
            Limits limits,
            boolean resumed) {
        @Override
        public String toString() {
            return "StartReply[" + conversationId + "]";
        }
    }

    @Serdeable
    record TokensReply(String accessToken, long expiresIn, String resumeToken) {
        @Override
        public String toString() {
            return "TokensReply[]";
        }
    }

    @Serdeable
    record StreamTicket(String ticket, long expiresIn) {
        @Override
        public String toString() {
            return "StreamTicket[]";
        }
    }

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record HandoverReply(String token, @Nullable String url, long expiresIn) {
        @Override
        public String toString() {
            return "HandoverReply[]";
        }
    }

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record CommandReply(
            String commandId, long position, @Nullable String joinUrl) {}

    @Serdeable
    @JsonInclude(Include.NON_NULL)
    record Attachment(String attachmentId, String name, String mediaType, long size) {}
}
