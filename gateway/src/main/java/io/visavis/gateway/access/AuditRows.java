package io.visavis.gateway.access;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** The table {@code audit_entry}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRows extends CrudRepository<AuditEntry, Long> {

    List<AuditEntry> findTop100ByIdLessThanOrderByIdDesc(long before);
}
