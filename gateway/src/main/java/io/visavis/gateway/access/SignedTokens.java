package io.visavis.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Value;
import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Our tokens: JWTs with HS256 and nothing else. Only gateways check them, and gateways share the master key that the
 * signing key is derived from; a public key would have no reader.
 */
@Singleton
final class SignedTokens implements TokenIssuer, TokenVerifier {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int MAX_LENGTH = 4096;
    private static final int MOST_REMEMBERED = 5000;
    private static final Set<String> REGISTERED = Set.of("iss", "sub", "aud", "jti", "iat", "exp");

    private final String issuer;
    private final String keyId;
    private final MACSigner signer;
    private final MACVerifier verifier;
    private final Clock clock;
    /** A vendor shows one token with every delivery; checking it once is enough, its time is looked at again. */
    private final Cache<Shown, VerifiedToken> believed =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    SignedTokens(MasterKey masterKey, @Value("${visavis.public-url}") String publicUrl, Clock clock)
            throws JOSEException {
        byte[] key = masterKey.derive("token-signature/1");
        this.issuer = publicUrl.replaceAll("/+$", "");
        this.keyId = HexFormat.of().formatHex(masterKey.derive("token-key-id/1"), 0, 4);
        this.signer = new MACSigner(key);
        this.verifier = new MACVerifier(key);
        this.clock = clock;
    }

    @Override
    public IssuedToken issue(TokenKind kind, String subject, Map<String, Object> claims, Duration life) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(life);
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        set.issuer(issuer)
                .subject(subject)
                .audience(kind.audience())
                .jwtID(Ids.next("tok"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(end));
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType(kind.type()))
                        .keyID(keyId)
                        .build(),
                set.build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
        return new IssuedToken(jwt.serialize(), end, life);
    }

    @Override
    public Optional<VerifiedToken> verify(TokenKind kind, String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Shown shown = new Shown(kind, token);
        VerifiedToken known = believed.getIfPresent(shown);
        if (known == null) {
            Optional<VerifiedToken> fresh = check(kind, token);
            fresh.ifPresent(verified -> believed.put(shown, verified));
            return fresh;
        }
        if (!inTime(known.issuedAt(), known.expiresAt())) {
            believed.invalidate(shown);
            return Optional.empty();
        }
        return Optional.of(known);
    }

    private Optional<VerifiedToken> check(TokenKind kind, String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            if (!JWSAlgorithm.HS256.equals(header.getAlgorithm())
                    || !new JOSEObjectType(kind.type()).equals(header.getType())
                    || !keyId.equals(header.getKeyID())
                    || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            return content(kind, jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<VerifiedToken> content(TokenKind kind, JWTClaimsSet set) {
        Date issued = set.getIssueTime();
        Date end = set.getExpirationTime();
        if (issued == null
                || end == null
                || set.getSubject() == null
                || set.getJWTID() == null
                || !issuer.equals(set.getIssuer())
                || !List.of(kind.audience()).equals(set.getAudience())
                || !inTime(issued.toInstant(), end.toInstant())) {
            return Optional.empty();
        }
        Map<String, Object> claims = new HashMap<>(set.getClaims());
        claims.keySet().removeAll(REGISTERED);
        claims.values().removeIf(Objects::isNull);
        return Optional.of(
                new VerifiedToken(kind, set.getJWTID(), set.getSubject(), claims, issued.toInstant(), end.toInstant()));
    }

    private boolean inTime(Instant issued, Instant end) {
        Instant now = clock.instant();
        return now.isBefore(end.plus(GRACE)) && !issued.isAfter(now.plus(GRACE));
    }

    private record Shown(TokenKind kind, String token) {}
}
