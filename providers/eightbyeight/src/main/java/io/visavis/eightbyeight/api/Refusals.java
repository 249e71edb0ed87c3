package io.visavis.eightbyeight.api;

import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an answer other than 2xx means, unless the call knows better (contract 2.10). */
final class Refusals {
    private Refusals() {}

    static ProviderException of(Reply reply, String purpose, Clock clock) {
        int status = reply.status();
        String what =
                purpose + ": HTTP " + status + ", " + VendorError.of(reply).description();
        return switch (status) {
            case 401 ->
                new ProviderException(
                        Kind.AUTHENTICATION,
                        what + "; check the API key and that its app holds the product for this call");
            case 403 ->
                new ProviderException(
                        Kind.AUTHENTICATION, what + "; check that the API key and 'tenant-id' belong together");
            case 429 -> ProviderException.rateLimited(what, retryAfter(reply, clock));
            case 408, 425 -> ProviderException.unavailable(what, retryAfter(reply, clock));
            default -> byClass(status, what, retryAfter(reply, clock));
        };
    }

    private static ProviderException byClass(int status, String what, @Nullable Duration retryAfter) {
        return switch (status / 100) {
            case 3 ->
                ProviderException.unavailable(
                        what + "; a redirect is not followed: check the setting 'api-base-url'", retryAfter);
            case 4 -> new ProviderException(Kind.REJECTED, what);
            default -> ProviderException.unavailable(what, retryAfter);
        };
    }

    private static @Nullable Duration retryAfter(Reply reply, Clock clock) {
        return reply.header("Retry-After")
                .map(value -> RetryAfter.parse(value, clock))
                .orElse(null);
    }
}
