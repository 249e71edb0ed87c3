package io.visavis.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a request by method and path template, such as {@code /conversations/{id}}. Filled before use. */
public final class Routes {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private record Route(String method, Pattern pattern, List<String> names, Handler handler) {}

    /** A found handler, or the methods that the path would allow. */
    public record Match(@Nullable Handler handler, List<String> allowed) {}

    private final List<Route> routes = new ArrayList<>();

    public Routes get(String template, Handler handler) {
        return on("GET", template, handler);
    }

    public Routes post(String template, Handler handler) {
        return on("POST", template, handler);
    }

    public Routes put(String template, Handler handler) {
        return on("PUT", template, handler);
    }

    public Routes patch(String template, Handler handler) {
        return on("PATCH", template, handler);
    }

    public Routes delete(String template, Handler handler) {
        return on("DELETE", template, handler);
    }

    private Routes on(String method, String template, Handler handler) {
        var names = new ArrayList<String>();
        var regex = new StringBuilder();
        var parameter = PARAMETER.matcher(template);
        int end = 0;
        while (parameter.find()) {
            regex.append(Pattern.quote(template.substring(end, parameter.start())))
                    .append("([^/]+)");
            names.add(parameter.group(1));
            end = parameter.end();
        }
        regex.append(Pattern.quote(template.substring(end))).append("/?");
        routes.add(new Route(method, Pattern.compile(regex.toString()), List.copyOf(names), handler));
        return this;
    }

    /** Looks the exchange up and gives it its path parameters. */
    public Match match(Exchange exchange) {
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var matcher = route.pattern().matcher(exchange.path());
            if (!matcher.matches()) {
                continue;
            }
            if (route.method().equals(exchange.method())) {
                exchange.pathParameters(parameters(route, matcher.toMatchResult()));
                return new Match(route.handler(), List.of());
            }
            allowed.add(route.method());
        }
        return new Match(null, List.copyOf(allowed));
    }

    private static Map<String, String> parameters(Route route, MatchResult found) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < route.names().size(); i++) {
            values.put(route.names().get(i), URLDecoder.decode(found.group(i + 1), StandardCharsets.UTF_8));
        }
        return values;
    }
}
