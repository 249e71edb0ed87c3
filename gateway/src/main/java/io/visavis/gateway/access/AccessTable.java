package io.visavis.gateway.access;

import static io.visavis.gateway.access.AccessRule.ADMINISTRATOR;
import static io.visavis.gateway.access.AccessRule.CALL;
import static io.visavis.gateway.access.AccessRule.CALL_OR_BEACON;
import static io.visavis.gateway.access.AccessRule.FACADE;
import static io.visavis.gateway.access.AccessRule.PUBLIC;
import static io.visavis.gateway.access.AccessRule.WEBHOOK;
import static io.visavis.gateway.access.AccessRule.WIDGET;
import static io.visavis.gateway.access.AccessRule.WIDGET_OR_TICKET;
import static io.visavis.gateway.access.AccessRule.WIDGET_SERVER;

import io.micronaut.core.util.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one table of who may call what. The first row that fits a route wins; a route without a row is closed, and a test
 * fails for it.
 */
public final class AccessTable {
    private static final Pattern QUERY_VARIABLES = Pattern.compile("\\{[?&][^}]*}");
    private static final Pattern VARIABLE = Pattern.compile("/?\\{[^}]*}");

    /**
     * A row.
     *
     * @param method {@code *} for any
     * @param routes an Ant pattern over route templates, whose variables stand there as {@code _}
     */
    record Row(String method, String routes, AccessRule rule) {}

    static final List<Row> ROWS = List.of(
            // tokens and the facade
            new Row("POST", "/security/oauth/token", PUBLIC),
            new Row("GET", "/.well-known/oauth-authorization-server", PUBLIC),
            new Row("POST", "/security/facades/room", FACADE),
            // the widget's API
            new Row("GET", "/api/widget/v1/applications/*", PUBLIC),
            new Row("POST", "/api/widget/v1/conversations", PUBLIC),
            new Row("POST", "/api/widget/v1/conversations/*/tokens", PUBLIC),
            new Row("GET", "/api/widget/v1/conversations/*/events", WIDGET_OR_TICKET),
            new Row("POST", "/api/widget/v1/conversations/*/handovers", WIDGET_SERVER),
            new Row("POST", "/api/widget/v1/handovers", PUBLIC),
            new Row("OPTIONS", "/api/widget/v1/**", PUBLIC),
            new Row("*", "/api/widget/v1/conversations/**", WIDGET),
            // calls
            new Row("POST", "/api/call/v1/redeem", PUBLIC),
            new Row("POST", "/api/call/v1/rooms/*/leave", CALL_OR_BEACON),
            new Row("*", "/api/call/v1/rooms/**", CALL),
            new Row("POST", "/api/call/v1/device-checks", CALL),
            // the administrator
            new Row("*", "/api/admin/v1/**", ADMINISTRATOR),
            // the console's page, before the administrator has signed in
            new Row("GET", "/api/status/v1", PUBLIC),
            // webhooks: every other path under /api that ends so
            new Row("POST", "/api/**/conversations/events", WEBHOOK),
            new Row("POST", "/api/**/conversations/events/*", WEBHOOK),
            // pages
            new Row("GET", "/", PUBLIC),
            new Row("GET", "/widget.js", PUBLIC),
            new Row("GET", "/assets/*", PUBLIC),
            new Row("GET", "/demo", PUBLIC),
            new Row("GET", "/console", PUBLIC),
            new Row("GET", "/panel/**", PUBLIC),
            new Row("GET", "/t/*", PUBLIC),
            new Row("GET", "/a", PUBLIC),
            new Row("GET", "/r/*", PUBLIC),
            // operations
            new Row("GET", "/ping", PUBLIC),
            new Row("GET", "/health/plugins", ADMINISTRATOR),
            new Row("GET", "/health/**", PUBLIC),
            new Row("GET", "/prometheus", ADMINISTRATOR),
            new Row("GET", "/openapi/**", PUBLIC),
            new Row("GET", "/asyncapi/**", PUBLIC));

    private AccessTable() {}

    /**
     * The rule of a route.
     *
     * @param template as the route was declared, for example {@code /api/widget/v1/conversations/{id}/events{?after}}
     */
    public static Optional<AccessRule> ruleOf(String method, String template) {
        String asked = method.equals("HEAD") ? "GET" : method;
        String path = VARIABLE.matcher(QUERY_VARIABLES.matcher(template).replaceAll(""))
                .replaceAll("/_")
                .replaceAll("//+", "/");
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return ROWS.stream()
                .filter(row -> row.method().equals("*") || row.method().equals(asked))
                .filter(row -> PathMatcher.ANT.matches(row.routes(), plain))
                .map(Row::rule)
                .findFirst();
    }
}
