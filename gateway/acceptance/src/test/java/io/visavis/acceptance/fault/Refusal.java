package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Http;
import java.util.Set;

/** How a door says no, and what every no must have. */
enum Refusal {
    /** RFC 9457 with an action. */
    PROBLEM {
        @Override
        void check(JsonNode body, int status) {
            assertThat(body.path("status").asInt()).isEqualTo(status);
            assertThat(body.path("type").asText()).startsWith("https://visavis.io/problems/");
            assertThat(body.path("title").asText()).isNotBlank();
            assertThat(body.path("detail").asText()).isNotBlank();
            assertThat(Set.of("retry", "refresh-token", "restart", "fix-input", "none"))
                    .contains(body.path("action").asText());
        }
    },
    /** RFC 6749 5.2. */
    OAUTH {
        @Override
        void check(JsonNode body, int status) {
            assertThat(body.path("error").asText())
                    .isIn("invalid_request", "invalid_client", "invalid_scope", "unsupported_grant_type");
            assertThat(body.path("error_description").asText()).isNotBlank();
        }
    },
    /** The room facade's own. */
    FACADE {
        @Override
        void check(JsonNode body, int status) {
            assertThat(body.path("code").asText()).isNotBlank();
            assertThat(body.path("message").asText()).isNotBlank();
            assertThat(body.path("fields").isArray()).isTrue();
        }
    };

    abstract void check(JsonNode body, int status);

    /** A refusal in this form: 4xx, never our fault. */
    void check(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        check(answer.json(), answer.status());
    }
}
