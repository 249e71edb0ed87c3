package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;
import java.util.Optional;

/** Tells which of a site's own servers calls the widget API: a client with permission {@code widget-server}. Blocks. */
public interface ServerCallers {

    /**
     * The client and its application; empty when the request shows no access token of a client.
     *
     * @throws io.visavis.gateway.problem.ProblemException 403 when the client has not the permission
     */
    Optional<ClientCaller> find(HttpHeaders headers);
}
