package io.visavis.gateway.access;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import java.util.List;

/** The table {@code client}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClientRows extends CrudRepository<ClientRow, String> {

    List<ClientRow> findByApplicationIdOrderById(String applicationId);

    List<ClientRow> findByConnectionId(String connectionId);

    @Query("update client set last_used_at = :at where id = :id")
    void used(String id, Instant at);
}
