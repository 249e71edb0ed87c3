package io.visavis.gateway.video;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.visavis.gateway.video.room.Participant;
import io.visavis.gateway.video.room.ParticipantId;
import io.visavis.gateway.video.room.Role;
import io.visavis.gateway.video.room.RoomId;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks the bearer tokens of the call API: short-lived JWTs that any node can check. One algorithm, one audience and
 * a type of their own, so that no other token of ours passes for one. Safe for use by many threads.
 */
@Singleton
public final class CallTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("visavis-call+jwt");
    private static final String AUDIENCE = "visavis-call";

    private final byte[] key;
    private final CallSettings settings;
    private final Clock clock;

    CallTokens(CallKeys keys, CallSettings settings, Clock clock) {
        this.key = keys.derive("call-token");
        this.settings = settings;
        this.clock = clock;
    }

    public String issue(Participant participant) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .audience(AUDIENCE)
                .subject(participant.id().value())
                .claim("room", participant.roomId().value())
                .claim("role", participant.role().wireName())
                .expirationTime(Date.from(clock.instant().plus(settings.tokenLife())))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims);
        try {
            token.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** Seconds until a token issued now expires. */
    public long lifeSeconds() {
        return settings.tokenLife().toSeconds();
    }

    /**
     * What the token allows.
     *
     * @throws io.visavis.gateway.problem.ProblemException 401 when it is missing, broken, not ours, or expired
     */
    public CallToken check(@Nullable String token) {
        if (token == null) {
            throw CallProblems.tokenExpired();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean ours = jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
                    && TYPE.equals(jwt.getHeader().getType())
                    && jwt.verify(new MACVerifier(key));
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!ours
                    || !claims.getAudience().equals(List.of(AUDIENCE))
                    || !claims.getExpirationTime().toInstant().isAfter(clock.instant())) {
                throw CallProblems.tokenExpired();
            }
            return new CallToken(
                    new RoomId(claims.getStringClaim("room")),
                    new ParticipantId(claims.getSubject()),
                    Role.valueOf(claims.getStringClaim("role").toUpperCase(Locale.ROOT)));
        } catch (ParseException | JOSEException e) {
            throw CallProblems.tokenExpired();
        }
    }
}
