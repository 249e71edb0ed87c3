package io.visavis.gateway.widget;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Visitors.Visitor;
import io.visavis.gateway.widget.Wire.CommandReply;
import org.jspecify.annotations.Nullable;

/** Takes one command at a time. */
@Tag(name = "widget")
@Controller("/api/widget/v1/conversations/{id}/commands")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandsController {
    private final JsonBodies bodies;
    private final Visitors visitors;
    private final VisitorCommands commands;
    private final RateLimits limits;

    CommandsController(JsonBodies bodies, Visitors visitors, VisitorCommands commands, RateLimits limits) {
        this.bodies = bodies;
        this.visitors = visitors;
        this.commands = commands;
        this.limits = limits;
    }

    /**
     * Takes a command: what is answered 202 survives a crash. The same id again gets the first answer.
     *
     * @param id the conversation
     */
    @Operation(operationId = "giveCommand", summary = "Give a command")
    @ApiResponse(
            responseCode = "409",
            description = "The conversation is over, an agent has it already, or there is no such call.")
    @ApiResponse(responseCode = "422", description = "The contact centre does not carry that.")
    @Post
    @Status(HttpStatus.ACCEPTED)
    HttpResponse<CommandReply> command(
            HttpRequest<?> request, String id, @JsonBody("commands/v1/command") @Body byte @Nullable [] body) {
        Visitor visitor = visitors.require(request, id);
        limits.take(Kind.COMMAND, visitor);
        JsonNode command = bodies.read(body, "commands/v1/command");
        return HttpResponse.accepted().body(commands.take(visitor, command));
    }
}
