package io.visavis.gateway.access;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** The table {@code connection}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ConnectionRows extends CrudRepository<ConnectionRow, String> {

    List<ConnectionRow> findAllOrderById();

    List<ConnectionRow> findByApplicationIdOrderById(String applicationId);

    List<ConnectionRow> findByCredentialHash(String credentialHash);
}
