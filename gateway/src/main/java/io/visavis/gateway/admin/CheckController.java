package io.visavis.gateway.admin;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.plugin.CheckLevel;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.spi.CheckResult;
import io.visavis.spi.ProviderException;
import java.util.Locale;

/** Tries a connection: reaches the vendor with the connection's own settings and changes nothing there. */
@Tag(name = "admin")
@Controller("/api/admin/v1/connections/{id}/check")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CheckController {
    private final LiveProviders live;
    private final Lookup lookup;

    CheckController(LiveProviders live, Lookup lookup) {
        this.live = live;
        this.lookup = lookup;
    }

    /**
     * What came of it; a failed check is an answer, not an error.
     *
     * @param level {@code ok}, {@code warning} when it can be used although something is wrong, or {@code failed}
     */
    @Serdeable
    record CheckView(boolean ok, String level, String detail) {
        static CheckView of(CheckResult result) {
            return new CheckView(result.ok(), CheckLevel.of(result).name().toLowerCase(Locale.ROOT), result.detail());
        }

        static CheckView failed(String detail) {
            return of(CheckResult.failed(detail));
        }
    }

    @Operation(operationId = "checkConnection", summary = "Try a connection")
    @Post
    CheckView check(String id) {
        Connection connection = lookup.connection(id);
        return live.find(connection.id())
                .map(found -> {
                    try {
                        return CheckView.of(found.provider().check());
                    } catch (ProviderException | ProviderFault e) {
                        return CheckView.failed(String.valueOf(e.getMessage()));
                    }
                })
                .orElseGet(() -> CheckView.failed("It does not run: " + NotServed.reason(connection, live)));
    }
}
