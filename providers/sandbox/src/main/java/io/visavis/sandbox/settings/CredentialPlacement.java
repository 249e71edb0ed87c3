package io.visavis.sandbox.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the client id and secret, or another credential, reach the gateway. */
public enum CredentialPlacement {
    /** OAuth: {@code Authorization: Basic} at the token URL. */
    @JsonProperty("basic")
    BASIC,
    /** OAuth: fields of the form body. */
    @JsonProperty("form")
    FORM,
    /** OAuth: query parameters. */
    @JsonProperty("query")
    QUERY,
    /** OAuth: fields of a JSON body. */
    @JsonProperty("json")
    JSON,
    /** No token: {@code X-API-Key} on the event. */
    @JsonProperty("api-key")
    API_KEY,
    /** No token: {@code Authorization: Basic} on the event. */
    @JsonProperty("direct-basic")
    DIRECT_BASIC,
    /** Nothing at all. */
    @JsonProperty("none")
    NONE;

    /** Whether a token is fetched with them first. */
    public boolean usesToken() {
        return this == BASIC || this == FORM || this == QUERY || this == JSON;
    }
}
