package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.visavis.sandbox.conversation.WorkQueue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about the fake 8x8 while it runs.
 *
 * @param apiKeys keys the API takes (contract 1.1)
 * @param clients key and secret of an app, for statistics by token (1.2)
 * @param customerId owner of the tenant, as in {@code x-8x8-customer-id}
 * @param tenantId tenant label; also the user name of the older statistics
 * @param requireTenant 403 for a call without {@code X-8x8-Tenant}, as for a customer with several tenants
 * @param dataToken Data Request Token of the older statistics and schedules (1.3)
 * @param actionToken Action Request Token, for the agent status (1.3)
 * @param queues chat queues; the first is the default channel's
 * @param scripts ids that an assignment may name instead of a queue
 * @param webhookUri where the standing webhook delivers; null until the demo knows
 * @param schedules opening hours by id (5.1)
 * @param linkSeconds how long a pre-signed URL lives; 8x8 prints no number
 * @param afterEnd what becomes of a visitor's message after the end
 * @param errorShape which of the eleven bodies refusals have; null for the one each call has by the contract (2.10)
 * @param events how events are sent
 */
public record EightByEightSettings(
        List<String> apiKeys,
        List<App> clients,
        String customerId,
        String tenantId,
        boolean requireTenant,
        String dataToken,
        String actionToken,
        List<Queue> queues,
        List<String> scripts,
        @Nullable String webhookUri,
        List<Schedule> schedules,
        long linkSeconds,
        AfterEnd afterEnd,
        @Nullable ErrorShape errorShape,
        EventSettings events) {

    /** Well-known values, so that a demo needs nothing copied from page to page. They guard nothing but this stand-in. */
    public static final EightByEightSettings DEFAULT = new EightByEightSettings(
            List.of("eght_sandbox-key"),
            List.of(new App("eght_sandbox-key", "sandbox-secret")),
            "sandbox-customer-001",
            "sandboxtenant01",
            false,
            "sandbox-data-token",
            "sandbox-action-token",
            List.of(new Queue("118", "Support chat", 41), new Queue("121", "Video desk", 95)),
            List.of("204"),
            null,
            List.of(new Schedule("142", "Support hours", IntNode.valueOf(0), List.of())),
            600,
            AfterEnd.REOPEN,
            null,
            EventSettings.DEFAULT);

    public EightByEightSettings {
        apiKeys = List.copyOf(apiKeys);
        clients = List.copyOf(clients);
        queues = List.copyOf(queues);
        scripts = List.copyOf(scripts);
        schedules = List.copyOf(schedules);
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("queues must name at least one queue");
        }
    }

    /** An app of Admin Console. */
    public record App(String key, String secret) {}

    /**
     * A chat queue.
     *
     * @param averageWaitSeconds what the statistics say of the last half hour and the day; 0 for nobody who waited
     */
    public record Queue(String id, String name, long averageWaitSeconds) {
        WorkQueue asWork() {
            return new WorkQueue(id, name);
        }
    }

    /**
     * Opening hours.
     *
     * @param status 0 open, -1 closed, or a choice as text such as {@code Choice #1}
     * @param week what the plan says of the days it opens on; decides nothing here
     */
    public record Schedule(
            String id,
            String name,
            JsonNode status,
            @Nullable List<WeekDay> week) {
        public Schedule {
            week = week == null ? List.of() : List.copyOf(week);
        }
    }

    /**
     * A day's hours, in UTC.
     *
     * @param day 0 for Sunday
     * @param start such as {@code 08:00}
     */
    public record WeekDay(int day, String start, String end) {}

    Optional<Queue> queue(@Nullable String id) {
        return queues.stream().filter(queue -> queue.id().equals(id)).findFirst();
    }

    EightByEightSettings deliveringTo(String uri) {
        return new EightByEightSettings(
                apiKeys,
                clients,
                customerId,
                tenantId,
                requireTenant,
                dataToken,
                actionToken,
                queues,
                scripts,
                uri,
                schedules,
                linkSeconds,
                afterEnd,
                errorShape,
                events);
    }
}
