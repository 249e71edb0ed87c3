package io.visavis.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.plugin.Absence;
import io.visavis.spi.ProviderException;
import io.visavis.spi.Setup;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Setting the vendor's side up from here: what it answers, what is kept, and what is said where it cannot be done. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "admin")
class SetupTest {
    private static final String CHOICES = "{\"choices\": {\"region\": \"us\"}}";

    @Inject
    EmbeddedServer server;

    @Inject
    FakeVendor vendor;

    private HttpCalls http;
    private String connection;

    @BeforeEach
    void connect() {
        http = new HttpCalls(server.getURI());
        vendor.setup.set(null);
        vendor.absence.set(null);
        String application = http.send("POST", "applications", "{\"name\": \"Shop\"}")
                .json()
                .path("applicationId")
                .asText();
        connection = "connections/"
                + http.send(
                                "POST",
                                "applications/" + application + "/connections",
                                "{\"provider\": \"fake\", \"name\": \"Support\", \"webhookCredential\": \"oauth\","
                                        + " \"settings\": {\"region\": \"eu\", \"client-secret\": \"s\"}}")
                        .json()
                        .path("connectionId")
                        .asText();
    }

    @Test
    void a_provider_that_cannot_is_a_conflict() {
        for (Answer answer :
                List.of(http.get(connection + "/setup"), http.send("POST", connection + "/setup", CHOICES))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(409);
            assertThat(answer.json().path("type").asText()).endsWith("/no-setup");
            assertThat(answer.json().path("detail").asText()).contains("sets nothing up", "by hand");
        }
    }

    @Test
    void a_connection_that_does_not_run_says_why_nothing_can_be_set_up() {
        vendor.setup.set(new Answering(false));
        vendor.absence.set(new Absence(Absence.Reason.NOT_INSTALLED, "no running jar has it"));

        Answer answer = http.get(connection + "/setup");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("type").asText()).endsWith("/no-setup");
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("The connection does not run: no running jar has it");
    }

    @Test
    void a_vendor_that_refuses_is_a_bad_gateway_and_changes_nothing() {
        vendor.setup.set(new Answering(true));

        for (Answer answer :
                List.of(http.get(connection + "/setup"), http.send("POST", connection + "/setup", CHOICES))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(502);
            assertThat(answer.json().path("type").asText()).endsWith("/setup-failed");
            assertThat(answer.json().path("detail").asText()).contains("the key is not known");
        }
        assertThat(region()).isEqualTo("eu");
    }

    @Test
    void what_was_made_is_told_and_kept_in_the_connection() {
        vendor.setup.set(new Answering(false));

        assertThat(http.get(connection + "/setup").json().path("ok").asBoolean())
                .isFalse();
        assertThat(region()).isEqualTo("eu");
        Answer made = http.send("POST", connection + "/setup", CHOICES);
        assertThat(made.json().path("ok").asBoolean()).as(made.text()).isTrue();
        assertThat(region()).isEqualTo("us");
    }

    @Test
    void a_name_that_is_no_choice_is_named_with_those_there_are_and_nothing_is_done() {
        vendor.setup.set(new Answering(false));

        Answer answer =
                http.send("POST", connection + "/setup", "{\"choices\": {\"regoin\": \"us\", \"colour\": \"red\"}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("choices.colour choices.regoin");
        assertThat(answer.json().at("/errors/0/message").asText())
                .isEqualTo("is no choice here; known are region, tier");
        assertThat(answer.json().at("/errors/1/message").asText()).isEqualTo("is no choice here; did you mean region?");
        assertThat(region()).isEqualTo("eu");
    }

    @Test
    void a_choice_without_a_value_is_named_and_nothing_is_done() {
        vendor.setup.set(new Answering(false));

        Answer answer = http.send("POST", connection + "/setup", "{\"choices\": {\"tier\": null, \"region\": \"us\"}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("choices.tier");
        assertThat(region()).isEqualTo("eu");
    }

    @Test
    void a_refused_value_that_was_not_offered_is_named_with_those_there_are() {
        vendor.setup.set(new Answering(false));

        Answer answer =
                http.send("POST", connection + "/setup", "{\"choices\": {\"region\": \"us\", \"tier\": \"9\"}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("choices.tier");
        assertThat(answer.json().at("/errors/0/message").asText())
                .isEqualTo("is not taken: there is no tier 9; known are 1 (First), 2");
        assertThat(region()).isEqualTo("eu");
    }

    @Test
    void a_value_that_was_not_offered_may_do_where_the_vendor_takes_it() {
        vendor.setup.set(new Answering(false));

        Answer answer = http.send("POST", connection + "/setup", "{\"choices\": {\"tier\": \"3\"}}");

        assertThat(answer.json().path("ok").asBoolean()).as(answer.text()).isTrue();
    }

    private String region() {
        return http.get(connection).json().at("/settings/region").asText();
    }

    /** A vendor with one step, where the region and a tier are chosen; it has a tier that it does not list. */
    private record Answering(boolean refusing) implements Setup {
        @Override
        public Report inspect() {
            return report(State.MISSING, Map.of());
        }

        @Override
        public Report apply(Map<String, String> choices) {
            if (choices.getOrDefault("tier", "").equals("9")) {
                throw new ProviderException(ProviderException.Kind.REJECTED, "there is no tier 9");
            }
            Map<String, String> made = new HashMap<>(choices);
            made.remove("tier");
            return report(State.CHANGED, made);
        }

        private Report report(State state, Map<String, String> settings) {
            if (refusing) {
                throw ProviderException.unavailable("the key is not known", null);
            }
            return new Report(
                    List.of(new Step("webhook", state, "A webhook")),
                    List.of(
                            new Choice("region", "Where", List.of(new Option("eu", "Europe"), new Option("us", "USA"))),
                            new Choice("tier", "Which", List.of(new Option("1", "First"), new Option("2", "2")))),
                    settings);
        }
    }
}
