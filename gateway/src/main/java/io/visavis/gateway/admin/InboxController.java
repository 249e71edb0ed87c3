package io.visavis.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.AuditLog;
import io.visavis.gateway.inbox.Deliveries;
import io.visavis.gateway.inbox.StoredDelivery;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What vendors delivered and what became of it. A body is shown without what people wrote, unless it is asked for; who asks
 * stands in the audit log.
 */
@Tag(name = "admin")
@Controller("/api/admin/v1/inbox")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InboxController {
    private static final String ADMINISTRATOR = "admin";

    private final Deliveries deliveries;
    private final BodyShape bodies;
    private final AuditLog audit;
    private final UnitOfWork work;

    InboxController(Deliveries deliveries, BodyShape bodies, AuditLog audit, UnitOfWork work) {
        this.deliveries = deliveries;
        this.bodies = bodies;
        this.audit = audit;
        this.work = work;
    }

    /** A delivery; see {@link StoredDelivery}. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            long id,
            String connectionId,
            String action,
            String state,
            @Nullable String mark,
            @Nullable String note,
            Instant receivedAt,
            @Nullable Instant holdUntil,
            @Nullable Instant processedAt,
            List<String> headers,
            Object body) {}

    /** Newest first; the last id of a page is the next page's {@code before}. */
    @Operation(operationId = "listDeliveries", summary = "What vendors delivered")
    @Get
    List<DeliveryView> list(
            @QueryValue @Nullable String state,
            @QueryValue @Nullable String mark,
            @QueryValue @Nullable Long before,
            @QueryValue @Nullable Integer limit,
            @QueryValue(defaultValue = "false") boolean body) {
        Listing listing = new Listing();
        String inState = listing.oneOf("state", state, Deliveries.STATES);
        String marked = listing.oneOf("mark", mark, Deliveries.MARKS);
        int most = listing.limit(limit);
        listing.checks().orThrow();
        List<StoredDelivery> found = deliveries.list(inState, marked, Listing.before(before), most);
        if (body && !found.isEmpty()) {
            noteReading(found.getLast().id() + " to " + found.getFirst().id());
        }
        return found.stream().map(it -> view(it, body)).toList();
    }

    @Operation(operationId = "getDelivery", summary = "A delivery")
    @Get("/{id}")
    DeliveryView one(long id, @QueryValue(defaultValue = "false") boolean body) {
        StoredDelivery found = find(id);
        if (body) {
            noteReading(Long.toString(id));
        }
        return view(found, body);
    }

    /** Translates and applies a delivery once more, for example with a newer plugin. */
    @Operation(operationId = "replayDelivery", summary = "Work a delivery off once more")
    @ApiResponse(responseCode = "409", description = "It is not worked off yet.")
    @Post("/{id}/replay")
    @Status(HttpStatus.ACCEPTED)
    DeliveryView replay(long id) {
        find(id);
        work.commit(() -> {
            if (!deliveries.replay(id)) {
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "delivery-open",
                        ProblemAction.NONE,
                        "It is not worked off yet; that comes by itself.");
            }
            audit.add(ADMINISTRATOR, "inbox.replayed", Long.toString(id), "");
        });
        return view(find(id), false);
    }

    private StoredDelivery find(long id) {
        return deliveries
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("delivery-not-found", "There is no such delivery."));
    }

    private void noteReading(String which) {
        work.commit(() -> audit.add(ADMINISTRATOR, "inbox.body-read", "inbox", which));
    }

    private DeliveryView view(StoredDelivery it, boolean body) {
        return new DeliveryView(
                it.id(),
                it.connectionId().value(),
                it.action(),
                it.state(),
                it.mark(),
                it.note(),
                it.receivedAt(),
                it.holdUntil(),
                it.processedAt(),
                it.headers().lines().toList(),
                body ? bodies.whole(it.body()) : bodies.shape(it.body()));
    }
}
