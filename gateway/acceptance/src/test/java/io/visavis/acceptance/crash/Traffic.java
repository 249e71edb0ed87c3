package io.visavis.acceptance.crash;

import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Visitor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The agent's words by the sandbox's webhooks and the visitor's commands at the same time. Each has an id of its own and is sent
 * until it is acknowledged: the sandbox does so by itself, as a patient vendor, a command is repeated with its id, as by our
 * widget.
 */
final class Traffic {
    private final Demo demo;
    private final Visitor visitor;
    private final String vendorId;
    private final Desk desk;
    /** Ids of the sandbox's deliveries by ours. */
    private final Map<String, String> deliveries = new ConcurrentHashMap<>();

    private final Ledger webhooks = new Ledger();
    private final Ledger commands = new Ledger();

    Traffic(Demo demo, Desk desk, Visitor visitor, String vendorId) {
        this.demo = demo;
        this.desk = desk;
        this.visitor = visitor;
        this.vendorId = vendorId;
        // So often that a gateway may be away for half a minute.
        desk.settings(Map.of("talkdesk", Map.of("events", Map.of("attempts", 200, "retrySeconds", 0.2))));
    }

    Ledger webhooks() {
        return webhooks;
    }

    Ledger commands() {
        return commands;
    }

    /** Sends {@code count} of each; stops early when the gateway has gone. */
    void send(String round, int count) {
        CountDownLatch done = new CountDownLatch(2);
        run("webhooks", done, round, count, this::webhook);
        run("commands", done, round, count, this::command);
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String name, CountDownLatch done, String round, int count, Sender sender) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                for (int i = 0; i < count && demo.gateway().alive(); i++) {
                    sender.send(round + "-" + i);
                }
            } finally {
                done.countDown();
            }
        });
    }

    /** Sees to it that all is acknowledged: the sandbox goes on by itself. */
    void finish() {
        commands.sent().stream().filter(id -> !commands.isAcknowledged(id)).forEach(this::command);
        Await.untilTrue(
                "the sandbox has delivered everything",
                Await.PATIENCE,
                () -> webhooks.sent().stream().allMatch(this::isDelivered));
    }

    /** One at a time, as the sandbox delivers them. Leaves off when the gateway has gone. */
    private void webhook(String id) {
        webhooks.sending(id);
        deliveries.put(
                id, desk.say(vendorId, "hook " + id).path("deliveries").path(0).asText());
        Await.untilTrue(
                "delivered, or nobody there",
                Await.PATIENCE,
                () -> isDelivered(id) || !demo.gateway().alive());
    }

    private boolean isDelivered(String id) {
        if (!webhooks.isAcknowledged(id)
                && desk.delivery(deliveries.get(id)).path("status").asText().equals("delivered")) {
            webhooks.acknowledged(id);
        }
        return webhooks.isAcknowledged(id);
    }

    private void command(String id) {
        commands.sending(id);
        attempt(
                commands,
                id,
                202,
                () -> visitor.command("command-" + id, "message.send", Map.of("text", "said " + id)));
    }

    private static void attempt(Ledger ledger, String id, int acknowledged, Request request) {
        try {
            if (request.send().status() == acknowledged) {
                ledger.acknowledged(id);
            }
        } catch (java.io.UncheckedIOException _) {
            // The gateway died under it: not acknowledged, sent again later.
        }
    }

    private interface Sender {
        void send(String id);
    }

    private interface Request {
        Http.Answer send();
    }
}
