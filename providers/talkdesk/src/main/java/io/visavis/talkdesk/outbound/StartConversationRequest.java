package io.visavis.talkdesk.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.visavis.spi.ProviderCommand.StartConversation;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /digital-connect/conversations} (contract 2.5). */
record StartConversationRequest(
        String touchpointId,
        String subject,
        ContactPerson contactPerson,
        Map<String, String> contextParameters,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PreviousMessage> previousMessages) {

    /** The widget attribute, and the setting that gives its default. */
    private static final String TOUCHPOINT = "dc-touchpoint-id";

    /** Digital Connect wants a subject (contract 2.5), and a chat must not fail for lack of one. */
    private static final String LAST_RESORT = "Website chat";

    /**
     * Who is chatting.
     *
     * @param email identifies the contact at Talkdesk
     */
    record ContactPerson(String email, @Nullable String name) {}

    /**
     * Fills the request from command and connection.
     *
     * @throws ProviderException {@code REJECTED} when touchpoint or e-mail is given neither by the visitor's page nor by the
     *     connection
     */
    static StartConversationRequest of(
            StartConversation command, StartDefaults defaults, PreviousMessageCase.Form form) {
        String touchpoint = first(command.options().get(TOUCHPOINT), defaults.touchpointId())
                .orElseThrow(() -> missing("touchpoint id: set " + TOUCHPOINT + " on the widget or on the connection"));
        String email = first(command.customer().email(), defaults.anonymousEmail())
                .orElseThrow(() -> missing("customer's e-mail: Talkdesk demands one for every conversation"));
        String subject = first(command.subject(), defaults.subject()).orElse(LAST_RESORT);
        return new StartConversationRequest(
                touchpoint,
                Truncation.visibly(subject, defaults.caps().contextValueLength()),
                new ContactPerson(email, first(command.customer().name()).orElse(null)),
                ContextParameters.of(command, defaults.caps()),
                PreviousMessage.of(command.history(), defaults.caps(), form));
    }

    boolean hasTranscript() {
        return !previousMessages.isEmpty();
    }

    private static Optional<String> first(@Nullable String... values) {
        return Stream.of(values)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private static ProviderException missing(String what) {
        return new ProviderException(Kind.REJECTED, "start conversation: there is no " + what);
    }
}
