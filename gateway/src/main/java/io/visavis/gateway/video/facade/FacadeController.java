package io.visavis.gateway.video.facade;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.access.ClientCaller;
import io.visavis.gateway.access.FacadeCallers;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.schema.JsonBody;
import io.visavis.gateway.storage.StorageUnavailableException;
import io.visavis.gateway.video.CallLimits;
import io.visavis.gateway.video.CallLinks;
import io.visavis.gateway.video.CallSettings;
import io.visavis.gateway.video.FacadeRooms;
import io.visavis.gateway.video.LinkBases;
import io.visavis.gateway.video.facade.FacadeWire.ErrorReply;
import io.visavis.gateway.video.facade.FacadeWire.Field;
import io.visavis.gateway.video.facade.FacadeWire.RoomReply;
import io.visavis.gateway.video.room.RoomKey;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code POST /security/facades/room}: the same room for the same (application, destination, interaction), whenever asked. */
@Tag(name = "facade")
@Controller("/security/facades/room")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FacadeController {

    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final FacadeCallers callers;
    private final FacadeRequests requests;
    private final Applications applications;
    private final LinkBases bases;
    private final FacadeRooms rooms;
    private final CallLimits limits;
    private final CallSettings settings;

    FacadeController(
            FacadeCallers callers,
            FacadeRequests requests,
            Applications applications,
            LinkBases bases,
            FacadeRooms rooms,
            CallLimits limits,
            CallSettings settings) {
        this.callers = callers;
        this.requests = requests;
        this.applications = applications;
        this.bases = bases;
        this.rooms = rooms;
        this.limits = limits;
        this.settings = settings;
    }

    @Operation(operationId = "makeRoom", summary = "The room of an interaction")
    @ApiResponse(responseCode = "404", description = "There is no such application.")
    @ApiResponse(responseCode = "429", description = "Too many rooms at once; Retry-After says when to come again.")
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<RoomReply> room(
            HttpRequest<?> request, @JsonBody("facade/v1/room-facade.input") @Body byte @Nullable [] body) {
        return inTime(() -> answer(request.getHeaders(), body));
    }

    private HttpResponse<RoomReply> answer(HttpHeaders headers, byte @Nullable [] body) {
        ClientCaller caller = callers.require(headers);
        limits.facade(caller);
        FacadeRequest asked = requests.read(body);
        ApplicationId application = application(caller, asked.applicationId());
        CallLinks links = rooms.links(
                new RoomKey(application, asked.destination(), asked.interactionId()),
                asked.customerId(),
                asked.organizationId(),
                asked.ticketLife(),
                base(asked.urlBase()));
        return HttpResponse.ok(new RoomReply(
                        links.agentUrl(),
                        links.ticketUrl(),
                        links.recordingUrl(),
                        links.roomId().value()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Whoever is told to come later and does gets the room that was made meanwhile. */
    private <T> T inTime(Supplier<T> work) {
        CompletableFuture<T> answer =
                CompletableFuture.supplyAsync(work, Thread.ofVirtual().name("facade")::start);
        try {
            return answer.get(settings.facadePatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw unavailable("storage-unavailable", "There was no answer in time.", COME_BACK);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unavailable("shutting-down", "This node is about to stop.", COME_BACK);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ProblemException unavailable(String slug, String message, Duration retryAfter) {
        return ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, slug, message, retryAfter);
    }

    @Error
    HttpResponse<ErrorReply> refused(StorageUnavailableException e) {
        return refused(unavailable(
                e.isOverload() ? "overloaded" : "storage-unavailable", String.valueOf(e.getMessage()), e.retryAfter()));
    }

    @Error
    HttpResponse<ErrorReply> refused(FacadeException e) {
        return error(e.status(), e.code(), e.getMessage(), e.fields());
    }

    /** Problems of other features, in this contract's form. */
    @Error
    HttpResponse<ErrorReply> refused(ProblemException e) {
        List<Field> fields = e.errors().stream()
                .map(wrong -> new Field(wrong.field(), wrong.message()))
                .toList();
        MutableHttpResponse<ErrorReply> reply = error(e.status(), e.slug().replace('-', '_'), e.getMessage(), fields);
        e.retryAfter().ifPresent(after -> reply.header(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds())));
        return e.status() == HttpStatus.UNAUTHORIZED ? reply.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer") : reply;
    }

    private ApplicationId application(ClientCaller caller, String asked) {
        if (caller.applicationId().value().equals(asked)) {
            return caller.applicationId();
        }
        if (Ids.isPlain(asked) && applications.find(new ApplicationId(asked)).isPresent()) {
            throw new FacadeException(
                    HttpStatus.FORBIDDEN,
                    "application_not_allowed",
                    "This client may not make rooms of that application.",
                    List.of(new Field("applicationId", "belongs to another client")));
        }
        throw new FacadeException(
                HttpStatus.NOT_FOUND,
                "application_not_found",
                "There is no such application.",
                List.of(new Field("applicationId", "is not known")));
    }

    private String base(@Nullable String asked) {
        if (asked == null) {
            return bases.publicBase();
        }
        return bases.allowed(asked)
                .orElseThrow(() ->
                        FacadeRequests.invalid(List.of(new Field("urlBase", "is not a host that links may point to"))));
    }

    private static MutableHttpResponse<ErrorReply> error(
            HttpStatus status, String code, @Nullable String message, List<Field> fields) {
        String text = message == null ? status.getReason() : message;
        return HttpResponse.<ErrorReply>status(status)
                .body(new ErrorReply(code.toLowerCase(Locale.ROOT), text, fields));
    }
}
