package io.visavis.acceptance.fault;

import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The doors that the server itself says it has: the operations of its OpenAPI document that take JSON. A test of the gateway keeps
 * that document complete, but for deliveries, whose paths it cannot say.
 */
final class ServersOwnDoors {
    /**
     * A good document for these can be used only once, or changes what others rely on. The gateway's own tests try them
     * (ApplicationsAndConnectionsTest, CareTest, SetupTest).
     */
    private static final Set<String> TRIED_ELSEWHERE =
            Set.of("POST /api/admin/v1/outbox/{id}/discard", "POST /api/admin/v1/connections/{id}/setup");

    private ServersOwnDoors() {}

    /** Method and path of each that none of these doors leads through. */
    static List<String> without(List<Door> doors, Demo demo) {
        return Http.get(demo.url() + "/openapi", "Accept", "application/json")
                .expect(200)
                .json()
                .path("paths")
                .properties()
                .stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation ->
                                operation.getValue().at("/requestBody/content").has("application/json"))
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .filter(operation -> !TRIED_ELSEWHERE.contains(operation))
                .filter(operation -> doors.stream().noneMatch(door -> leadsThrough(door, operation, demo)))
                .toList();
    }

    private static boolean leadsThrough(Door door, String operation, Demo demo) {
        String pattern = Pattern.quote(operation).replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
        return (door.method() + " " + door.url().replace(demo.url(), "")).matches(pattern);
    }
}
