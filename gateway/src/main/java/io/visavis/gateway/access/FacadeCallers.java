package io.visavis.gateway.access;

import io.micronaut.http.HttpHeaders;

/** Checks who calls the room facade (contract 4): a client with permission {@code facade}. Blocks. */
public interface FacadeCallers {

    /**
     * The client and its application.
     *
     * @throws io.visavis.gateway.problem.ProblemException 401 without a valid token, 403 without the permission
     */
    ClientCaller require(HttpHeaders headers);
}
