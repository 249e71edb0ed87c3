package io.visavis.gateway.video.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
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
import io.visavis.gateway.video.CallLimits;
import io.visavis.gateway.video.CallToken;
import io.visavis.gateway.video.VisitorDevices;
import io.visavis.gateway.video.api.CallBodies.Check;
import io.visavis.gateway.video.api.CallWire.DeviceCheckRequest;
import io.visavis.gateway.video.room.DeviceCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what a visitor found out about their camera and microphone, to be seen beside the call. */
@Tag(name = "call")
@Controller("/api/call/v1/device-checks")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceCheckController {

    private static final List<String> CAMERA = List.of("not-asked", "ok", "none", "blocked", "busy", "failed");
    private static final List<String> MICROPHONE = List.of("ok", "silent", "none", "blocked", "busy", "failed");
    private static final int BROWSER_LENGTH = 200;

    private final CallBodies bodies;
    private final CallCallers callers;
    private final CallLimits limits;
    private final VisitorDevices devices;

    DeviceCheckController(CallBodies bodies, CallCallers callers, CallLimits limits, VisitorDevices devices) {
        this.bodies = bodies;
        this.callers = callers;
        this.limits = limits;
        this.devices = devices;
    }

    @Operation(operationId = "addDeviceCheckInCall", summary = "Tell what camera and microphone can do")
    @Post
    @Consumes(MediaType.ALL)
    @Status(HttpStatus.NO_CONTENT)
    HttpResponse<Void> add(HttpRequest<?> request, @JsonBody("call/v1/device-check") @Body byte @Nullable [] body) {
        CallToken caller = callers.require(request);
        limits.call(caller);
        DeviceCheckRequest result = bodies.read(body, CallBodies.SMALL, DeviceCheckRequest.class);
        Check check = new Check();
        String camera = check.oneOf("camera", result.camera(), CAMERA);
        String microphone = check.oneOf("microphone", result.microphone(), MICROPHONE);
        String browser = result.browser();
        check.require(browser == null || browser.length() <= BROWSER_LENGTH, "browser", "a short name is expected");
        check.done();
        devices.checked(caller, new DeviceCheck(camera, microphone, browser));
        return HttpResponse.noContent();
    }
}
