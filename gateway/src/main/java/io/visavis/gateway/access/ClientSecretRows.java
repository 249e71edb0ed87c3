package io.visavis.gateway.access;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** The table {@code client_secret}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClientSecretRows extends CrudRepository<ClientSecretRow, String> {

    List<ClientSecretRow> findByClientIdOrderById(String clientId);

    void deleteByClientId(String clientId);
}
