package io.visavis.gateway.admin;

import io.visavis.gateway.access.Connection;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.LiveProviders;

/** Why a connection has no provider at the moment. */
final class NotServed {
    private NotServed() {}

    /** The rest of a sentence that begins "it does not run: ". */
    static String reason(Connection connection, LiveProviders live) {
        return live.trouble(connection.id())
                .map(Absence::detail)
                .orElse(
                        connection.enabled()
                                ? "it is being taken up, which takes some seconds; try again."
                                : "it is switched off.");
    }
}
