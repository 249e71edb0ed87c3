package io.visavis.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.spi.ProviderCommand.UpdateConversation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change that was taken while the visitor waited and goes out when somebody may have the chat. */
class LateUpdateTest {
    private static final Map<String, String> QUEUE = Map.of("queue", "loans");
    private static final Map<String, String> PLAN = Map.of("plan", "gold");

    @ParameterizedTest
    @EnumSource(ConversationState.class)
    void anAgentWhoWasQuickerKeepsTheChatAndLearnsTheRest(ConversationState state) {
        UpdateConversation sent = sent(state);
        boolean waits = state == ConversationState.STARTING || state == ConversationState.QUEUED;
        assertThat(sent.options()).isEqualTo(waits ? QUEUE : Map.of());
        assertThat(sent.context()).isEqualTo(PLAN);
    }

    private static UpdateConversation sent(ConversationState state) {
        ConversationId id = new ConversationId("cnv_1");
        ConnectionId connection = new ConnectionId("con_1");
        OutboundCommand.Update update = new OutboundCommand.Update("u-1", null, PLAN, QUEUE);
        OutboxRow row = new OutboxRow(
                1,
                id,
                connection,
                CommandKind.UPDATE,
                update,
                Map.of(),
                "key",
                1,
                0,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                null);
        Conversation conversation = new Conversation(
                id,
                new ApplicationId("app_1"),
                connection,
                "chat",
                state,
                "v-1",
                null,
                null,
                null,
                null,
                null,
                null,
                1,
                null,
                Instant.EPOCH,
                null,
                false);
        return (UpdateConversation) ProviderCommands.of(row, conversation, "v-1", List.of(), Set.of());
    }
}
