package io.visavis.gateway.widget;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.gateway.widget.Wire.CommandReply;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Does each command once, and gives its first answer to every repeat. */
@Singleton
final class CommandLedger {
    private final Sql sql;
    private final UnitOfWork units;
    private final Clock clock;

    CommandLedger(Sql sql, UnitOfWork units, Clock clock) {
        this.sql = sql;
        this.units = units;
        this.clock = clock;
    }

    /** Runs {@code work} in one commit with the memory of its answer, unless the id has an answer already. */
    CommandReply once(ConversationId conversation, String commandId, Supplier<CommandReply> work) {
        return units.commit(() -> {
            // Of two at once the second waits here for the first one's commit.
            int fresh = sql.update(
                    "insert into widget_command (conversation_id, command_id, position, created_at)"
                            + " values (?, ?, 0, ?) on conflict do nothing",
                    conversation.value(),
                    commandId,
                    clock.instant());
            if (fresh == 0) {
                return first(conversation, commandId).orElseThrow();
            }
            CommandReply reply = work.get();
            sql.update(
                    "update widget_command set position = ?, join_url = ? where conversation_id = ? and command_id = ?",
                    reply.position(),
                    reply.joinUrl(),
                    conversation.value(),
                    commandId);
            return reply;
        });
    }

    /** The answer that the id has already. */
    Optional<CommandReply> first(ConversationId conversation, String commandId) {
        return sql.first(
                "select position, join_url from widget_command where conversation_id = ? and command_id = ?",
                row -> new CommandReply(commandId, row.getLong("position"), row.getString("join_url")),
                conversation.value(),
                commandId);
    }
}
