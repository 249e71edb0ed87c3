package io.visavis.gateway.access;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param who the administrator's or client's name
 * @param what for example {@code connection.changed}
 * @param subject the id of what it was done to
 * @param detail a short sentence; names no secret
 */
@MappedEntity("audit_entry")
public record AuditEntry(
        @Id @GeneratedValue @Nullable Long id, Instant at, String who, String what, String subject, String detail) {}
