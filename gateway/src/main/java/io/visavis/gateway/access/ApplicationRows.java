package io.visavis.gateway.access;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;

/** The table {@code application}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApplicationRows extends CrudRepository<ApplicationRow, String> {

    List<ApplicationRow> findAllOrderById();
}
