package io.visavis.gateway.admin;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Who did what, newest first; the last id of a page is the next page's {@code before}. */
@Tag(name = "admin")
@Controller("/api/admin/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    /** One line. */
    @Serdeable
    record AuditView(long id, Instant at, String who, String what, String subject, String detail) {}

    @Operation(operationId = "listAudit", summary = "Who did what")
    @Get
    List<AuditView> list(@QueryValue(defaultValue = "9223372036854775807") long before) {
        return audit.before(before).stream()
                .map(it -> new AuditView(
                        Objects.requireNonNull(it.id()), it.at(), it.who(), it.what(), it.subject(), it.detail()))
                .toList();
    }
}
