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
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.video.VisitorDevices;
import io.visavis.gateway.video.room.DeviceCheck;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Visitors.Visitor;
import org.jspecify.annotations.Nullable;

/** Takes what a visitor found out about camera and microphone while waiting, before there is a call to be in. */
@Tag(name = "widget")
@Controller("/api/widget/v1/conversations/{id}/device-checks")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceChecksController {
    private final JsonBodies bodies;
    private final Visitors visitors;
    private final VisitorDevices devices;
    private final RateLimits limits;

    DeviceChecksController(JsonBodies bodies, Visitors visitors, VisitorDevices devices, RateLimits limits) {
        this.bodies = bodies;
        this.visitors = visitors;
        this.devices = devices;
        this.limits = limits;
    }

    /**
     * Keeps the result; the agent sees the newest one on the call page.
     *
     * @param id the conversation
     */
    @Operation(operationId = "addDeviceCheck", summary = "Tell what camera and microphone can do")
    @Post
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<Void> add(
            HttpRequest<?> request, String id, @JsonBody("call/v1/device-check") @Body byte @Nullable [] body) {
        Visitor visitor = visitors.require(request, id);
        limits.take(Kind.COMMAND, visitor);
        JsonNode check = bodies.read(body, "call/v1/device-check");
        devices.checked(
                visitor.conversation(),
                new DeviceCheck(
                        check.path("camera").asText(),
                        check.path("microphone").asText(),
                        check.path("browser").asText(null)));
        return HttpResponse.noContent();
    }
}
