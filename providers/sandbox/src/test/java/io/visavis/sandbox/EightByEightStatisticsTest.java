package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract's section 5 can ask, each with the credential it wants. */
class EightByEightStatisticsTest extends AtEightByEight {

    private static final String QUEUES = "/analytics/cc/v5/realtime-metrics/queues";

    private static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private RunningSandbox.Answer token(String key, String secret, String form) {
        return api(
                "POST",
                "/oauth/v2/token",
                form,
                "Authorization",
                basic(key, secret),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    /** As a header: name, value. */
    private String[] bearer(String... more) {
        var token = token("eght_sandbox-key", "sandbox-secret", "grant_type=client_credentials")
                .json()
                .path("access_token")
                .asText();
        var headers = new ArrayList<>(List.of("Authorization", "Bearer " + token));
        headers.addAll(List.of(more));
        return headers.toArray(String[]::new);
    }

    private JsonNode asked(String path, String... headers) {
        var answer = api("GET", path, "", headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static long metric(JsonNode described, String key) {
        return described
                .path("metrics")
                .valueStream()
                .filter(metric -> metric.path("key").asText().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is not in " + described))
                .path("value")
                .longValue();
    }

    @Test
    void a_token_is_for_key_and_secret() {
        var token = token("eght_sandbox-key", "sandbox-secret", "grant_type=client_credentials");

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.json().path("token_type").asText()).isEqualTo("BearerToken");
        assertThat(token.json().path("expires_in").isTextual()).isTrue();
        assertThat(token.json().path("api_product_list_json")).isNotEmpty();
        var refused = token("eght_sandbox-key", "wrong", "grant_type=client_credentials");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("ErrorCode").asText()).isEqualTo("invalid_client");
        assertThat(token("eght_sandbox-key", "sandbox-secret", "grant_type=password")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/eu", "/au", "/ca"})
    void analytics_count_the_desk_in_every_region(String region) {
        created();
        var id = created();
        act(id, "accept", "{}");

        var queue = asked(region + QUEUES + "/118", bearer());

        assertThat(queue.path("name").asText()).isEqualTo("Support chat");
        assertThat(metric(queue, "interactionsWaitInQueue.rt")).isEqualTo(1);
        assertThat(metric(queue, "interactionsAvgWaitTime.int-15m")).isEqualTo(41_000);
        assertThat(metric(queue, "interactionsAvgWaitTime.today")).isEqualTo(41_000);
        assertThat(metric(queue, "availableIdle.rt")).isEqualTo(2);
        assertThat(metric(queue, "eligible.rt")).isEqualTo(3);
        assertThat(metric(queue, "enabled.rt")).isEqualTo(3);
        assertThat(metric(queue, "busy.rt")).isEqualTo(1);
        assertThat(metric(queue, "handling.rt")).isEqualTo(1);
        assertThat(queue.path("metrics").findValuesAsText("key"))
                .contains(
                        "interactionsLongestWaitInQueue.rt",
                        "interactionsAvgWaitTime.int-30m",
                        "busyOther.rt",
                        "offering.rt",
                        "wrapUp.rt",
                        "onBreak.rt",
                        "workingOffline.rt",
                        "abandoned.int-30m",
                        "slaPercentage.int-30m",
                        "newInQueue.int-15m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queue-ids=118,121 | 118 121",
                "queue-ids=121&queue-ids=118 | 118 121",
                "queue-ids=121 | 121",
                "size=1&page=1 | 121",
                "timezone=UTC&includeTotals=true | 118 121"
            })
    void analytics_answer_for_the_queues_asked_for(String query, String ids) {
        assertThat(asked(QUEUES + "?" + query, bearer()).findValuesAsText("id")).containsExactly(ids.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics=availableIdle.rt,enabled.rt",
                "metrics=availableIdle.rt&metrics=enabled.rt",
                "metrics=enabled.rt,availableIdle.rt,nobodys.rt"
            })
    void analytics_tell_the_metrics_asked_for(String query) {
        assertThat(asked(QUEUES + "/118?" + query, bearer()).path("metrics").findValuesAsText("key"))
                .containsExactly("availableIdle.rt", "enabled.rt");
    }

    @Test
    void analytics_tell_the_page_in_headers_and_names_alone_in_summary() {
        var response = response("GET", QUEUES + "?size=1&page=1&summary=true", "", bearer());

        assertThat(List.of("X-Page", "X-Page-Size", "X-Total-Pages", "X-Total-Elements"))
                .extracting(name -> response.headers().firstValue(name).orElse(""))
                .containsExactly("1", "1", "2", "2");
        assertThat(response.body()).contains("Video desk").doesNotContain("key");
        assertThat(response("GET", QUEUES, "", bearer()).headers().firstValue("X-Page-Size"))
                .contains("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?queue-ids=118,9", "/9", "?size=1001", "?size=0", "?page=one", "/118/agents/none"})
    void analytics_refuse_what_is_unknown(String what) {
        var refused = api("GET", QUEUES + what, "", bearer());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText()).startsWith("Bad request: ");
    }

    @Test
    void analytics_want_a_token_and_of_several_tenants_the_name() {
        assertThat(api("GET", QUEUES, "", "Authorization", "Bearer x").json().has("fault"))
                .isTrue();
        settings("{\"requireTenant\":true}");

        var refused = api("GET", QUEUES, "", bearer());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText()).contains("X-Tenant-Info");
        assertThat(api("GET", QUEUES, "", bearer("X-Tenant-Info", "sandboxtenant01"))
                        .status())
                .isEqualTo(200);
        assertThat(api("GET", QUEUES, "", bearer("X-Tenant-Info", "another")).status())
                .isEqualTo(400);
    }

    @Test
    void analytics_know_the_agents_of_a_queue() {
        act(created(), "accept", "{}");
        var agents = asked(QUEUES + "/118/agents", bearer());

        assertThat(agents.findValuesAsText("name")).contains("Nikos Markou", "Elena Varga");
        var busy = webhook.seen.getLast().json().at("/data/id").asText();
        var one = asked(QUEUES + "/118/agents/" + busy, bearer());
        assertThat(one.path("name").asText()).isEqualTo("Nikos Markou");
        assertThat(metric(one, "handling.rt")).isEqualTo(1);
        assertThat(agents.get(0)).isEqualTo(one);
    }

    @Test
    void statistics_by_key_have_the_last_half_hour_and_the_day() {
        created();
        act(created(), "accept", "{}");
        api("PATCH", CONVERSATIONS + "/" + created() + "/participants/user", "{\"removed\":true}");

        var queue = read("/cc/v1/stats/rt/queue/118").path("queue");

        for (var when : List.of("thirty-min-", "day-")) {
            assertThat(queue.path(when + "queued").asInt()).as(when).isEqualTo(12 + 3);
            assertThat(queue.path(when + "accepted").asInt()).as(when).isEqualTo(12 + 1);
            assertThat(queue.path(when + "abandoned").asInt()).as(when).isEqualTo(1);
            assertThat(queue.path(when + "avg-wait-time").asInt()).as(when).isEqualTo(41);
            assertThat(queue.has(when + "avg-duration")).as(when).isTrue();
            assertThat(queue.has(when + "sla-activity")).as(when).isTrue();
        }
        assertThat(queue.path("number-in-progress").asInt()).isEqualTo(1);
        assertThat(queue.has("number-in-offered")).isTrue();
        assertThat(queue.has("thirty-min-longest-wait-time")).isTrue();
        assertThat(queue.path("sla-target").asInt()).isEqualTo(80);
        assertThat(read("/cc/v1/stats/rt/queues").path("queue").findValuesAsText("queue-id"))
                .containsExactly("118", "121");
        assertThat(api("GET", "/cc/v1/stats/rt/queue/9", "").status()).isEqualTo(404);
    }

    @Test
    void an_average_over_nobody_counts_nobody() {
        settings("{\"queues\":[{\"id\":\"118\",\"name\":\"Support chat\",\"averageWaitSeconds\":0}]}");

        assertThat(read("/cc/v1/stats/rt/queue/118")
                        .at("/queue/thirty-min-accepted")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void the_platform_answers_in_xml_unless_json_is_named() {
        var data = basic("sandboxtenant01", "sandbox-data-token");

        assertThat(asked("/api/rtstats/stats/queues.json", "Authorization", data))
                .isEqualTo(read("/cc/v1/stats/rt/queues"));
        assertThat(asked("/api/rtstats/stats/queue/118.json", "Authorization", data))
                .isEqualTo(read("/cc/v1/stats/rt/queue/118"));
        assertThat(asked("/api/rtstats/stats/agents.json", "Authorization", data)
                        .path("agent")
                        .findValuesAsText("name"))
                .containsExactly("Nikos Markou", "Elena Varga", "Sam Okafor");
        assertThat(api("GET", "/api/rtstats/stats/queue/118", "", "Authorization", data)
                        .body())
                .contains("<queue><queue-id>118</queue-id><queue-name>Support chat</queue-name>");
        assertThat(api("GET", "/api/rtstats/stats/queues", "", "Authorization", data)
                        .body())
                .contains("<queues><queue><queue-id>118<", "<queue><queue-id>121<");
        assertThat(api("GET", "/api/rtstats/stats/agents", "", "Authorization", data)
                        .body())
                .contains("<agents><agent><agent-id>");
    }

    @Test
    void the_platforms_schedules_are_json_on_request() {
        var data = basic("sandboxtenant01", "sandbox-data-token");
        var base = "/api/provisioning/schedules";

        assertThat(api("GET", base, "", "Authorization", data).body())
                .contains("<schedules><schedule><id>142</id><name>Support hours</name>");
        assertThat(asked(base, "Authorization", data, "Accept", "application/json"))
                .isEqualTo(read("/cc/v1/schedules"));
        assertThat(api("GET", base + "/Support%20hours/status", "", "Authorization", data)
                        .body())
                .contains("<schedule-status><status>0</status></schedule-status>");
        assertThat(asked(base + "/142/status.json", "Authorization", data))
                .isEqualTo(read("/cc/v1/schedules/142/status"));
        assertThat(asked(base + "/142/status", "Authorization", data, "Accept", "application/json"))
                .isEqualTo(read("/cc/v1/schedules/142/status"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/rtstats/stats/queues.json, sandbox-action-token",
        "/api/provisioning/schedules, sandbox-action-token",
        "/api/v1/tenants/sandboxtenant01/agentstatus/agents/x, sandbox-data-token"
    })
    void each_of_the_platforms_tokens_has_its_own_use(String path, String token) {
        assertThat(api("GET", path, "", "Authorization", basic("sandboxtenant01", token))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_platform_knows_an_agents_name_and_what_they_do() {
        act(created(), "accept", "{}");
        var agent = webhook.seen.getLast().json().at("/data/id").asText();
        var path = "/api/v1/tenants/sandboxtenant01/agentstatus/agents/";
        var token = basic("sandboxtenant01", "sandbox-action-token");

        var status = asked(path + agent, "Authorization", token);

        assertThat(status.path("agent-id").asText()).isEqualTo(agent);
        assertThat(status.path("name").asText()).isEqualTo("Nikos Markou");
        assertThat(status.path("agent-status").asInt()).as("handling").isEqualTo(7);
        assertThat(api("GET", path + "none", "", "Authorization", token).status())
                .isEqualTo(404);
    }
}
