package io.visavis.gateway.video;

import io.micronaut.context.annotation.Factory;
import io.visavis.gateway.access.CallTokenCheck;
import io.visavis.gateway.access.DerivedKeys;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Singleton;

/** What calls take from access (keys), and what they tell it (whether a call token is good). */
@Factory
final class AccessBridge {

    @Singleton
    CallKeys keys(DerivedKeys keys) {
        return purpose -> keys.derive("calls/" + purpose);
    }

    @Singleton
    CallTokenCheck tokenCheck(CallTokens tokens) {
        return token -> {
            try {
                tokens.check(token);
                return true;
            } catch (ProblemException _) {
                return false;
            }
        };
    }
}
