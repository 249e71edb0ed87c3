package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.http.Json;

/** The eleven bodies in which 8x8 says no (contract 2.10); {@code problem+json} by name, but none of them RFC 7807. */
public enum ErrorShape {
    @JsonProperty("generic")
    GENERIC {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = message(refusal);
            body.putArray("errors").add(coded(refusal.code(), refusal.text()));
            return body;
        }
    },
    /** {@code errors} is an object here, not a list. */
    @JsonProperty("bad-request-object")
    BAD_REQUEST_OBJECT {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = message(refusal);
            body.set("errors", coded("invalid_json_object", refusal.text()));
            return body.put("referenceId", refusal.reference());
        }
    },
    @JsonProperty("invalid-parameter")
    INVALID_PARAMETER {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = message(refusal);
            body.putArray("errors").add(coded("invalid_parameter", refusal.text()));
            return body.put("referenceId", refusal.reference());
        }
    },
    @JsonProperty("validation")
    VALIDATION {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = Json.object().put("message", "Validation failed");
            body.putArray("errors").add(coded(refusal.code(), refusal.text()));
            body.putArray("validations")
                    .addObject()
                    .put("field", refusal.field())
                    .put("value", refusal.value())
                    .put("code", refusal.code())
                    .put("message", refusal.text());
            return body;
        }
    },
    @JsonProperty("unauthorized")
    UNAUTHORIZED {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = Json.object().put("message", "Access Denied");
            body.putArray("errors").add(coded("access_denied", "Access Denied"));
            return body.put("referenceId", refusal.reference());
        }
    },
    /** As printed in October 2025. */
    @JsonProperty("unauthorized-older")
    UNAUTHORIZED_OLDER {
        @Override
        ObjectNode body(Refusal refusal) {
            return Json.object().put("message", "Invalid Credentials").put("code", "KA:7654321");
        }
    },
    /** From the proxy at the edge. */
    @JsonProperty("proxy-fault")
    PROXY_FAULT {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = Json.object();
            body.putObject("fault")
                    .put("faultstring", "Invalid Access Token")
                    .putObject("detail")
                    .put("errorcode", "keymanagement.service.invalid_access_token");
            return body;
        }
    },
    /** {@code errors} holds bare strings. */
    @JsonProperty("forbidden")
    FORBIDDEN {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = Json.object().put("message", "The tenant does not belong to customer.");
            body.putArray("errors").add(refusal.text());
            return body;
        }
    },
    @JsonProperty("not-found")
    NOT_FOUND {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = message(refusal);
            body.putArray("errors").add(refusal.text());
            return body;
        }
    },
    @JsonProperty("not-found-coded")
    NOT_FOUND_CODED {
        @Override
        ObjectNode body(Refusal refusal) {
            var body = Json.object().put("message", "Resource not found");
            body.putArray("errors").add(coded("resource_not_found", refusal.text()));
            return body;
        }
    },
    /** Of the token endpoint. */
    @JsonProperty("oauth")
    OAUTH {
        @Override
        ObjectNode body(Refusal refusal) {
            return Json.object().put("ErrorCode", refusal.code()).put("Error", refusal.text());
        }
    };

    /** What is wrong, in whatever shape it will be said. */
    record Refusal(String code, String text, String field, String value, String reference) {}

    abstract ObjectNode body(Refusal refusal);

    private static ObjectNode message(Refusal refusal) {
        return Json.object().put("message", refusal.text());
    }

    private static ObjectNode coded(String code, String text) {
        return Json.object().put("code", code).put("message", text);
    }
}
