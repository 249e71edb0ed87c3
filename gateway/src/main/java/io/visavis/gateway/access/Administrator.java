package io.visavis.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.storage.Home;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap administrator: user {@code admin}, password from {@code visavis.admin-password} or, made at the first start,
 * from {@code <home>/admin-password}. The password stands there in plain words for whoever may read the process's
 * surroundings, so a slow hash of it in memory would protect nothing; guesses from outside are slowed by {@link
 * FailureLimits}.
 */
@Context
final class Administrator {
    static final String NAME = "admin";
    static final String FILE = "admin-password";

    private final SecretHashes hashes;
    private final FailureLimits limits;
    private final String password;
    /** Who guesses from the administrator's own address must not lock out the one who is at work. */
    private final Cache<String, Boolean> atWork = Caffeine.newBuilder()
            .maximumSize(16)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Administrator(
            Home home,
            @Nullable @Value("${visavis.admin-password:}") String configured,
            SecretHashes hashes,
            FailureLimits limits) {
        this.hashes = hashes;
        this.limits = limits;
        this.password = hashes.of(
                configured == null || configured.isBlank() ? home.secretFile(FILE, Secrets::next) : configured);
    }

    /** What came of an attempt. */
    enum Outcome {
        ACCEPTED,
        REFUSED,
        TOO_MANY_FAILURES
    }

    Outcome check(HttpHeaders headers, String address) {
        Optional<BasicCredentials> sent = BasicCredentials.in(headers);
        if (sent.isEmpty()) {
            return Outcome.REFUSED;
        }
        boolean right = NAME.equals(sent.get().user())
                && SecretHashes.same(hashes.of(sent.get().password()), password);
        if (right && atWork.getIfPresent(address) != null) {
            return Outcome.ACCEPTED;
        }
        if (limits.delay(NAME, address).isPresent()) {
            return Outcome.TOO_MANY_FAILURES;
        }
        if (right) {
            atWork.put(address, Boolean.TRUE);
            return Outcome.ACCEPTED;
        }
        limits.failed(NAME, address);
        return Outcome.REFUSED;
    }
}
