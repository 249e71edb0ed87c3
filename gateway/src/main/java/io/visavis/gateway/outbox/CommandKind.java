package io.visavis.gateway.outbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of outbox rows. */
enum CommandKind {
    START(OutboundCommand.Start.class),
    MESSAGE(OutboundCommand.Message.class),
    NOTICE(OutboundCommand.Notice.class),
    TYPING(OutboundCommand.Typing.class),
    READ(OutboundCommand.Read.class),
    CARD(OutboundCommand.CardAnswer.class),
    UPDATE(OutboundCommand.Update.class),
    END(OutboundCommand.End.class);

    private static final Map<Class<? extends OutboundCommand>, CommandKind> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(kind -> kind.command, Function.identity()));

    private final Class<? extends OutboundCommand> command;

    CommandKind(Class<? extends OutboundCommand> command) {
        this.command = command;
    }

    static CommandKind of(OutboundCommand command) {
        CommandKind kind = BY_CLASS.get(command.getClass());
        if (kind == null) {
            throw new IllegalStateException(command.getClass() + " has no kind");
        }
        return kind;
    }

    static CommandKind ofColumn(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    Class<? extends OutboundCommand> command() {
        return command;
    }
}
