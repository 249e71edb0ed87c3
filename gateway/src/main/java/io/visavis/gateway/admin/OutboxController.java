package io.visavis.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.AuditLog;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.outbox.QueuedCommand;
import io.visavis.gateway.outbox.QueuedCommands;
import io.visavis.gateway.problem.JsonForms;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What waits for vendors, what they took and what they did not. What a command says is not shown. */
@Tag(name = "admin")
@Controller("/api/admin/v1/outbox")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OutboxController {
    private static final String ADMINISTRATOR = "admin";

    private final JsonForms forms;
    private final QueuedCommands commands;
    private final AuditLog audit;
    private final UnitOfWork work;

    OutboxController(JsonForms forms, QueuedCommands commands, AuditLog audit, UnitOfWork work) {
        this.forms = forms;
        this.commands = commands;
        this.audit = audit;
        this.work = work;
    }

    /** A command; see {@link QueuedCommand}. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommandView(
            long id,
            String conversationId,
            String connectionId,
            String kind,
            String state,
            Instant createdAt,
            @Nullable Instant nextAttemptAt,
            @Nullable String reference,
            @Nullable String lastError,
            @Nullable Instant settledAt,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<AttemptView> attempts) {}

    /** One try. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AttemptView(
            int number,
            Instant startedAt,
            Instant endedAt,
            String outcome,
            @Nullable String detail) {}

    /** Why a command is given up. */
    @Serdeable
    record Discard(@Nullable String reason) {}

    /** Whose failed commands are given up, and why. The connection may have been removed. */
    @Serdeable
    record DiscardAll(
            @Nullable String connectionId, @Nullable String reason) {}

    /** How many were. */
    @Serdeable
    record Discarded(long discarded) {}

    /** Newest first; the last id of a page is the next page's {@code before}. */
    @Operation(operationId = "listCommands", summary = "What vendors are to do")
    @Get
    List<CommandView> list(
            @QueryValue @Nullable String state,
            @QueryValue @Nullable String connectionId,
            @QueryValue @Nullable Long before,
            @QueryValue @Nullable Integer limit) {
        Listing listing = new Listing();
        String inState = listing.oneOf("state", state, QueuedCommands.STATES);
        ConnectionId of = listing.id("connectionId", connectionId, ConnectionId::new);
        int most = listing.limit(limit);
        listing.checks().orThrow();
        return commands.list(inState, of, Listing.before(before), most).stream()
                .map(OutboxController::view)
                .toList();
    }

    @Operation(operationId = "getCommand", summary = "A command")
    @Get("/{id}")
    CommandView one(long id) {
        return view(find(id));
    }

    /** A failed command again, a waiting one at once. */
    @Operation(operationId = "replayCommand", summary = "Send a command again")
    @ApiResponse(responseCode = "409", description = "It is settled or under way, or its conversation has ended.")
    @Post("/{id}/replay")
    @Status(HttpStatus.ACCEPTED)
    CommandView replay(long id) {
        return change(id, "outbox.replayed", "", () -> commands.replay(id));
    }

    /** Gives a command up for good; a visitor's message is told as failed in the panel. */
    @Operation(operationId = "discardCommand", summary = "Give a command up")
    @ApiResponse(responseCode = "409", description = "It is settled or under way, or its conversation has ended.")
    @Post("/{id}/discard")
    CommandView discard(
            long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = Discard.class)))
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        Discard form = forms.read(body, Discard.class);
        FieldChecks checks = new FieldChecks();
        String reason = checks.name("reason", form.reason());
        checks.orThrow();
        return change(id, "outbox.discarded", reason, () -> commands.discard(id, reason));
    }

    /** Gives up all failed commands of one connection, for example of one that was removed. Those that wait are left alone. */
    @Operation(operationId = "discardCommands", summary = "Give up the failed commands of a connection")
    @Post("/discard")
    Discarded discardAll(
            @RequestBody(content = @Content(schema = @Schema(implementation = DiscardAll.class)))
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        DiscardAll form = forms.read(body, DiscardAll.class);
        FieldChecks checks = new FieldChecks();
        ConnectionId of =
                checks.id("connectionId", Objects.requireNonNullElse(form.connectionId(), ""), ConnectionId::new);
        String reason = checks.name("reason", form.reason());
        checks.orThrow();
        return new Discarded(work.commit(() -> {
            long discarded = commands.discardFailed(Objects.requireNonNull(of));
            audit.add(ADMINISTRATOR, "outbox.discarded", of.value(), reason);
            return discarded;
        }));
    }

    private CommandView change(long id, String what, String detail, Supplier<QueuedCommands.Change> change) {
        find(id);
        work.commit(() -> {
            switch (change.get()) {
                case MADE -> audit.add(ADMINISTRATOR, what, Long.toString(id), detail);
                case UNDER_WAY ->
                    throw refusal("command-under-way", ProblemAction.RETRY, "It is being sent right now.");
                case SETTLED -> throw refusal("command-settled", ProblemAction.NONE, "It is settled already.");
                case CONVERSATION_OVER ->
                    throw refusal("conversation-over", ProblemAction.NONE, "Its conversation has ended.");
            }
        });
        return view(find(id));
    }

    private QueuedCommand find(long id) {
        return commands.find(id)
                .orElseThrow(() -> ProblemException.notFound("command-not-found", "There is no such command."));
    }

    private static ProblemException refusal(String slug, ProblemAction action, String detail) {
        return ProblemException.of(HttpStatus.CONFLICT, slug, action, detail);
    }

    private static CommandView view(QueuedCommand it) {
        return new CommandView(
                it.id(),
                it.conversationId().value(),
                it.connectionId().value(),
                it.kind(),
                it.state(),
                it.createdAt(),
                it.state().equals("waiting") ? it.nextAttemptAt() : null,
                it.reference(),
                it.lastError(),
                it.settledAt(),
                it.attempts().stream()
                        .map(attempt -> new AttemptView(
                                attempt.number(),
                                attempt.startedAt(),
                                attempt.endedAt(),
                                attempt.outcome(),
                                attempt.detail()))
                        .toList());
    }
}
