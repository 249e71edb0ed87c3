package io.visavis.gateway.operations;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * Answers without touching anything: no thread change, no database. A load balancer learns from it that the process takes
 * connections (whether it can work is {@code /health/readiness}), and a benchmark how fast an empty endpoint is.
 */
@Tag(name = "operations")
@Controller("/ping")
final class PingController {

    @Operation(operationId = "ping", summary = "Whether the process takes connections")
    @Get
    @Status(HttpStatus.NO_CONTENT)
    void ping() {}
}
