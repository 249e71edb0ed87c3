package io.visavis.sandbox.fault;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault as asked for.
 *
 * @param vendor only this vendor; null for any
 * @param method only this HTTP method; null for any
 * @param path only paths like this, {@code *} standing for any characters; null for every API path except the token
 *     endpoint, so that a fault meant for messages is not spent on a token
 * @param event only this event; null for any (event faults)
 * @param count how often; null for until cleared
 * @param status for {@code status}: 400 to 599
 * @param retryAfter value of the header {@code Retry-After}
 * @param after for {@code status}: processed before it is answered
 * @param seconds how long, where the kind takes its time; null for the kind's default
 */
public record FaultRule(
        FaultKind kind,
        @Nullable String vendor,
        @Nullable String method,
        @Nullable String path,
        @Nullable String event,
        @Nullable Integer count,
        @Nullable Integer status,
        @Nullable String retryAfter,
        boolean after,
        @Nullable Double seconds) {

    private static final Pattern TOKEN_PATH = Pattern.compile(".*/oauth/.*");

    public FaultRule {
        if (kind == null) {
            throw new IllegalArgumentException("kind is missing");
        }
        if (count != null && count < 1) {
            throw new IllegalArgumentException("count must be 1 or more; leave it out for a standing fault");
        }
        if (kind == FaultKind.STATUS && (status == null || status < 400 || status > 599)) {
            throw new IllegalArgumentException("status must be 400 to 599");
        }
        if (seconds != null && (seconds < 0 || seconds > 3600)) {
            throw new IllegalArgumentException("seconds must be 0 to 3600");
        }
    }

    boolean matchesCall(String vendorName, String calledMethod, String calledPath) {
        if (kind.befallsEvents() || (vendor != null && !vendor.equals(vendorName))) {
            return false;
        }
        if (method != null && !method.toUpperCase(Locale.ROOT).equals(calledMethod)) {
            return false;
        }
        return path == null
                ? !TOKEN_PATH.matcher(calledPath).matches()
                : glob(path).matcher(calledPath).matches();
    }

    boolean matchesEvent(String vendorName, String eventName) {
        return kind.befallsEvents()
                && (vendor == null || vendor.equals(vendorName))
                && (event == null || event.equalsIgnoreCase(eventName));
    }

    double secondsOr(double usual) {
        return seconds == null ? usual : seconds;
    }

    private static Pattern glob(String path) {
        var regex = new StringBuilder();
        int end = 0;
        for (int star = path.indexOf('*'); star >= 0; star = path.indexOf('*', end)) {
            regex.append(Pattern.quote(path.substring(end, star))).append(".*");
            end = star + 1;
        }
        return Pattern.compile(regex.append(Pattern.quote(path.substring(end))).toString());
    }
}
