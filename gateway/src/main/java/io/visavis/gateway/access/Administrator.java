package io.visavis.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.storage.Home;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap administrator: user {@code admin}, password from {@code visavis.admin-password} or, made at the first start,
 * from {@code <home>/admin-password}. Kept in memory as an Argon2id hash; one hash at a time, so that guessing costs the
 * guesser and not the gateway.
 */
@Singleton
final class Administrator {
    static final String NAME = "admin";
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final byte[] salt = new byte[16];
    private final byte[] passwordHash;
    private final SecretHashes hashes;
    private final FailureLimits limits;
    private final Cache<String, Boolean> verified = Caffeine.newBuilder()
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
        new SecureRandom().nextBytes(salt);
        this.passwordHash = hash(
                configured == null || configured.isBlank()
                        ? home.secretFile("admin-password", Secrets::next)
                        : configured);
    }

    /** What came of an attempt. */
    enum Outcome {
        ACCEPTED,
        REFUSED,
        TOO_MANY_FAILURES
    }

    /** Blocks for some 30 ms when the password was not seen lately. */
    Outcome check(HttpHeaders headers, String address) {
        Optional<BasicCredentials> sent = BasicCredentials.in(headers);
        if (sent.isEmpty()) {
            return Outcome.REFUSED;
        }
        String password = sent.get().password();
        String seen = hashes.of(password);
        boolean named = NAME.equals(sent.get().user());
        if (named && verified.getIfPresent(seen) != null) {
            return Outcome.ACCEPTED;
        }
        if (limits.delay(NAME, address).isPresent()) {
            return Outcome.TOO_MANY_FAILURES;
        }
        if (MessageDigest.isEqual(hash(password), passwordHash) && named) {
            verified.put(seen, Boolean.TRUE);
            return Outcome.ACCEPTED;
        }
        limits.failed(NAME, address);
        return Outcome.REFUSED;
    }

    private synchronized byte[] hash(String password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withSalt(salt)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(1)
                .build());
        byte[] hash = new byte[32];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
