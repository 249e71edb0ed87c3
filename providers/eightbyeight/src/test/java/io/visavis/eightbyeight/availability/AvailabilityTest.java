package io.visavis.eightbyeight.availability;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.visavis.eightbyeight.EightByEight.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.AgentDirectory;
import io.visavis.spi.Availability;
import io.visavis.spi.Availability.Confidence;
import io.visavis.spi.Availability.Report;
import io.visavis.spi.Availability.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opening hours and waits, from each source. The clock stands on a Tuesday, 9:00 in UTC. */
class AvailabilityTest {
    private static final String STATUS = "/cc/v1/schedules/142/status";

    private final EightByEight vendor = new EightByEight();

    @AfterEach
    void stop() {
        vendor.stop();
    }

    private Availability connect(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of("cg-queue-id", "118"));
        return vendor.connect(all.toArray(String[]::new)).availability().orElseThrow();
    }

    private void schedule(String status) {
        vendor.stubFor(get(STATUS).willReturn(json(200, "{\"schedule-status\":{\"status\":" + status + "}}")));
    }

    @Test
    void withoutScheduleAndStatisticsThereIsNoSuchRole() {
        assertThat(vendor.connect().availability()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, OPEN",
        "-1, CLOSED",
        "'\"Choice #2\"', OPEN",
        "2, OPEN",
        "'\"Choice #3\"', CLOSED",
        "3, CLOSED",
        "null, UNKNOWN"
    })
    void theScheduleSaysWhetherItIsOpen(String status, State expected) {
        schedule(status);

        assertThat(connect("schedule-id", "142", "schedule-open-choices", "1, 2")
                        .ask(Map.of())
                        .state())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"OPEN", "CLOSED", "UNKNOWN"})
    void aScheduleThatCannotBeAskedMeansWhatTheAdministratorSaid(State onError) {
        vendor.stubFor(get(STATUS).willReturn(status(500)));

        assertThat(connect("schedule-id", "142", "schedule-on-error", onError.name())
                        .ask(Map.of())
                        .state())
                .isEqualTo(onError);
    }

    @Test
    void closedSaysUntilWhenByTheWeeksPlan() {
        schedule("-1");
        vendor.stubFor(get("/cc/v1/schedules").willReturn(json(200, WireSchemas.text("response-schedules.json"))));

        assertThat(connect("schedule-id", "142").ask(Map.of()))
                .isEqualTo(new Report(State.CLOSED, Instant.parse("2025-03-10T08:00:00Z"), null, null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "-1, 2, 10:00, 18:00, 2025-03-04T10:00:00Z",
                "-1, 2, 08:00, 08:30, 2025-03-11T08:00:00Z",
                "-1, 2, 08:00, 18:00, none",
                "-1, 1, 20:00, 10:00, none",
                "-1, 2, 08:00, 00:00, none",
                "'\"Choice #3\"', 2, 10:00, 18:00, none"
            })
    void onlyWhatThePlanItselfHasClosedIsSaidToOpenByIt(
            String status, int day, String start, String end, Instant expected) {
        schedule(status);
        vendor.stubFor(get("/cc/v1/schedules").willReturn(json(200, """
                        {"schedules": {"schedule": [{"id": 142, "time-zone": "UTC", "week-days": {"week-day": [
                          {"day": %d, "properties": {"status": 0, "start-time": "%s", "end-time": "%s"}}]}}]}}""".formatted(day, start, end))));

        assertThat(connect("schedule-id", "142").ask(Map.of()))
                .isEqualTo(new Report(State.CLOSED, expected, null, null));
    }

    /** It is Tuesday, the 4th of March, and the week says ten o'clock. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "\"exceptions\": {\"exception\": [{\"name\": \"Holiday\", \"date\": \"2025-03-04\", \"status\": -1}]} | none",
                "\"exceptions\": {\"exception\": {\"start-date\": \"2025-03-01T00:00:00\", \"end-date\": \"2025-03-08\"}} | none",
                "\"exceptions\": [{\"start\": \"03/03/2025\", \"end\": \"03/05/2025\"}] | none",
                "\"exceptions\": [{\"date\": \"4.3.2025\"}] | none",
                "\"holidays\": [\"20250225\", \"20250304\"] | none",
                "\"holidays\": [\"2025-02-25\", \"2025-03-05\"] | 2025-03-04T10:00:00Z",
                "\"exceptions\": [{\"from\": \"03/12/2025\", \"to\": \"05/12/2025\"}] | 2025-03-04T10:00:00Z",
                "\"exceptions\": [{\"date\": \"13/13/2025\"}, {\"date\": \"soon\"}, {\"date\": null}] | 2025-03-04T10:00:00Z",
                "\"modified\": \"2025-03-04\" | 2025-03-04T10:00:00Z",
            })
    void aHolidayOpensAtNoHourThatTheWeekKnows(String more, Instant expected) {
        schedule("-1");
        vendor.stubFor(get("/cc/v1/schedules").willReturn(json(200, """
                        {"schedules": {"schedule": [{"id": 142, "time-zone": "UTC", "week-days": {"week-day": [
                          {"day": 2, "properties": {"status": 0, "start-time": "10:00", "end-time": "18:00"}}]}, %s}]}}""".formatted(more))));

        assertThat(connect("schedule-id", "142").ask(Map.of()))
                .isEqualTo(new Report(State.CLOSED, expected, null, null));
    }

    @Test
    void theOlderSchedulesAreAskedAtThePlatformByNumberOrName() {
        vendor.stubFor(get("/api/provisioning/schedules/Support%20hours/status")
                .withBasicAuth("acmesupport01", "drt-1")
                .willReturn(json(200, "{\"schedule-status\":{\"status\":-1}}")));
        vendor.stubFor(get("/api/provisioning/schedules")
                .withBasicAuth("acmesupport01", "drt-1")
                .willReturn(json(200, WireSchemas.text("response-schedules.json"))));

        assertThat(olderSchedule("Support hours").ask(Map.of()))
                .isEqualTo(new Report(State.CLOSED, Instant.parse("2025-03-10T08:00:00Z"), null, null));
    }

    @Test
    void aPlatformThatAnswersInXmlIsAskedWithAnEnding() {
        vendor.stubFor(get("/api/provisioning/schedules/142/status")
                .willReturn(status(200).withBody("<schedule-status><status>0</status></schedule-status>")));
        vendor.stubFor(get("/api/provisioning/schedules/142/status.json")
                .willReturn(json(200, "{\"schedule-status\":{\"status\":0}}")));

        assertThat(olderSchedule("142").ask(Map.of()).state()).isEqualTo(State.OPEN);
    }

    private Availability olderSchedule(String schedule) {
        return connect(
                "schedule-id",
                schedule,
                "schedule-source",
                "PLATFORM",
                "platform-url",
                vendor.baseUrl(),
                "data-request-token",
                "drt-1");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Europe/Berlin, 2, 0, 11:30, 2025-03-04T10:30:00Z",
                "Europe/Berlin, 2, 0, 0800, 2025-03-11T07:00:00Z",
                "UTC, 0, 0, 8, 2025-03-09T08:00:00Z",
                "UTC, 2, -1, 11:00, none",
                "UTC, 2, 0, morning, none",
                "UTC, 2, 0, 25:00, none",
                "Nowhere, 2, 0, 11:00, none",
                "UTC, 9, 0, 11:00, none"
            })
    void aWeeksPlanIsReadAsFarAsItCan(String zone, int day, int status, String start, Instant expected) {
        String plan = """
                {"time-zone": "%s", "week-days": {"week-day": [{"day": %d, "properties":
                  {"status": %d, "start-time": "%s"}}]}}""".formatted(zone, day, status, start);

        assertThat(WeekPlan.of(WireSchemas.read(plan.getBytes(StandardCharsets.UTF_8)))
                        .nextOpening(Instant.parse("2025-03-04T09:00:00Z")))
                .isEqualTo(java.util.Optional.ofNullable(expected));
    }

    @Test
    void statisticsByKeyEstimateTheWait() {
        vendor.stubFor(
                get("/cc/v1/stats/rt/queue/118").willReturn(json(200, WireSchemas.text("response-queue-stats.json"))));

        assertThat(connect("statistics", "KEY").ask(Map.of()))
                .isEqualTo(new Report(State.UNKNOWN, null, 3, 41L, Confidence.ESTIMATED));
        vendor.verify(getRequestedFor(urlPathMatching("/cc/.*"))
                .withHeader("x-api-key", equalTo("key-1"))
                .withHeader("X-8x8-Tenant", equalTo("acmesupport01")));
    }

    @Test
    void aPageMayNameAnotherQueue() {
        vendor.stubFor(get("/cc/v1/stats/rt/queue/121").willReturn(json(200, """
                        {"queue": {"queue-size": 0, "agent-count-waitTransact": 2, "thirty-min-avg-wait-time": 90}}""")));

        assertThat(connect("statistics", "KEY").ask(Map.of("cg-queue-id", "121")))
                .isEqualTo(new Report(State.UNKNOWN, null, 0, 0L, Confidence.ESTIMATED));
    }

    @Test
    void whoWaitsIsToldOfTheQueueTheyAreInWhateverTheScheduleSays() {
        schedule("-1");
        vendor.stubFor(get("/cc/v1/stats/rt/queue/121").willReturn(json(200, """
                        {"queue": {"queue-size": 4, "agent-count-waitTransact": 0, "thirty-min-avg-wait-time": 90}}""")));

        assertThat(connect("statistics", "KEY", "schedule-id", "142").askQueue("121", Map.of("cg-queue-id", "118")))
                .isEqualTo(new Report(State.UNKNOWN, null, 4, 90L, Confidence.ESTIMATED));
    }

    @Test
    void theOlderStatisticsAreAskedAtThePlatformWithATokenOfTheirOwn() {
        vendor.stubFor(get("/api/rtstats/stats/queue/118.json")
                .withBasicAuth("acmesupport01", "drt-1")
                .willReturn(json(200, WireSchemas.text("response-queue-stats.json"))));

        assertThat(platform().ask(Map.of())).isEqualTo(new Report(State.UNKNOWN, null, 3, 41L, Confidence.ESTIMATED));
    }

    @ParameterizedTest
    @CsvSource({"404", "401", "403", "500"})
    void withoutFiguresTheWaitIsUnknown(int status) {
        vendor.stubFor(get("/cc/v1/stats/rt/queue/118").willReturn(status(status)));
        vendor.stubFor(get("/api/rtstats/stats/queue/118.json").willReturn(status(status)));
        Report unknown = new Report(State.UNKNOWN, null, null, null, Confidence.UNKNOWN);

        assertThat(connect("statistics", "KEY").ask(Map.of())).isEqualTo(unknown);
        assertThat(platform().ask(Map.of())).isEqualTo(unknown);
    }

    private Availability platform() {
        return connect("statistics", "PLATFORM", "platform-url", vendor.baseUrl(), "data-request-token", "drt-1");
    }

    @ParameterizedTest
    @CsvSource({
        "response-realtime-metrics-queue.json, MILLISECONDS, 3, 41",
        "response-realtime-metrics-queue.json, SECONDS, 3, 41000",
        "response-realtime-metrics-queue-object.json, MILLISECONDS, , "
    })
    void analyticsAsksWithATokenThatIsFetchedOnce(String example, String unit, Integer waiting, Long wait) {
        vendor.stubFor(post("/oauth/v2/token")
                .withBasicAuth("key-1", "secret-1")
                .willReturn(json(200, WireSchemas.text("response-oauth-token.json"))));
        vendor.stubFor(get("/analytics/cc/v5/realtime-metrics/queues/118")
                .withHeader("Authorization", equalTo("Bearer EXAMPLE-TOKEN"))
                .withHeader("X-Tenant-Info", equalTo("acmesupport01"))
                .willReturn(json(200, WireSchemas.text(example))));
        Availability role = connect("statistics", "ANALYTICS", "api-secret", "secret-1", "wait-unit", unit);

        for (int i = 0; i < 2; i++) {
            Report report = role.ask(Map.of());
            assertThat(report.waiting()).isEqualTo(waiting);
            assertThat(report.waitSeconds()).isEqualTo(wait);
        }
        vendor.verify(1, postRequestedFor(urlEqualTo("/oauth/v2/token")));
    }

    @ParameterizedTest
    @CsvSource({"0, 120000, 120", "0, 0, ", "60000, 120000, 60"})
    void anAverageOfNothingIsNone(long quarter, long half, Long wait) {
        vendor.stubFor(post("/oauth/v2/token").willReturn(json(200, WireSchemas.text("response-oauth-token.json"))));
        vendor.stubFor(get("/analytics/cc/v5/realtime-metrics/queues/118")
                .willReturn(json(200, """
                        [{"id": "118", "metrics": [
                          {"key": "interactionsWaitInQueue.rt", "value": 7},
                          {"key": "availableIdle.rt", "value": 0},
                          {"key": "interactionsAvgWaitTime.int-15m", "value": %d},
                          {"key": "interactionsAvgWaitTime.int-30m", "value": %d}]}]""".formatted(quarter, half))));

        assertThat(connect("statistics", "ANALYTICS", "api-secret", "secret-1").ask(Map.of()))
                .extracting(Report::waiting, Report::waitSeconds)
                .containsExactly(7, wait);
    }

    @Test
    void namesOfAgentsComeFromTheirPlatform() {
        vendor.stubFor(get("/api/v1/tenants/acmesupport01/agentstatus/agents/ag-1")
                .withBasicAuth("acmesupport01", "art-1")
                .willReturn(json(200, WireSchemas.text("response-agent-status.json"))));

        assertThat(vendor.connect("platform-url", vendor.baseUrl(), "action-request-token", "art-1")
                        .agents()
                        .orElseThrow()
                        .nameOf("ag-1"))
                .contains("Amir Okafor");
        assertThat(vendor.connect().agents()).isEmpty();
    }

    @Test
    void analyticsNamesTheAgentsOfItsQueues() {
        vendor.stubFor(post("/oauth/v2/token").willReturn(json(200, WireSchemas.text("response-oauth-token.json"))));
        vendor.stubFor(get(urlPathMatching("/analytics/.*")).atPriority(10).willReturn(json(400, """
                        {"message": "Bad request: unknown"}""")));
        vendor.stubFor(get("/analytics/cc/v5/realtime-metrics/queues?summary=true&size=1000")
                .willReturn(json(200, """
                        [{"id": "118", "name": "Support", "metrics": []}, {"id": "121", "name": "Video", "metrics": []}]""")));
        agentOf("118", "ag-1", "Amir Okafor");
        agentOf("121", "ag-2", "Elena Varga");
        AgentDirectory agents = vendor.connect(
                        "statistics", "ANALYTICS", "api-secret", "secret-1", "cg-queue-id", "118")
                .agents()
                .orElseThrow();

        assertThat(agents.nameOf("ag-1")).contains("Amir Okafor");
        vendor.verify(0, getRequestedFor(urlPathEqualTo("/analytics/cc/v5/realtime-metrics/queues")));
        assertThat(agents.nameOf("ag-2")).contains("Elena Varga");
        assertThat(agents.nameOf("ag-3")).isEmpty();
        assertThat(vendor.connect("statistics", "KEY").agents()).isEmpty();
    }

    private void agentOf(String queue, String agent, String name) {
        vendor.stubFor(get("/analytics/cc/v5/realtime-metrics/queues/" + queue + "/agents/" + agent)
                .withHeader("Authorization", equalTo("Bearer EXAMPLE-TOKEN"))
                .willReturn(json(200, "{\"id\": \"" + agent + "\", \"name\": \"" + name + "\", \"metrics\": []}")));
    }
}
