package io.visavis.acceptance.crash;

import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Visitor;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The vendor's webhooks and the visitor's commands at the same time. Each has an id of its own and is sent until it is
 * acknowledged, as a patient vendor and our widget do; a repeat after a crash is the same bytes.
 */
final class Traffic {
    private final Demo demo;
    private final Visitor visitor;
    private final String vendorId;
    private final String authorization;
    private final Ledger webhooks = new Ledger();
    private final Ledger commands = new Ledger();

    Traffic(Demo demo, Visitor visitor, String vendorId) {
        this.demo = demo;
        this.visitor = visitor;
        this.vendorId = vendorId;
        this.authorization = demo.clientAuthorization();
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

    /** Sends again what was not acknowledged. */
    void sendAgain() {
        webhooks.sent().stream().filter(id -> !webhooks.isAcknowledged(id)).forEach(this::webhook);
        commands.sent().stream().filter(id -> !commands.isAcknowledged(id)).forEach(this::command);
    }

    private void webhook(String id) {
        webhooks.sending(id);
        String at = Instant.EPOCH.plusSeconds(id.hashCode() & 0xffffff).toString();
        attempt(
                webhooks,
                id,
                200,
                () -> Http.postJson(
                        demo.url() + "/api/digital-connect/talkdesk/conversations/events/message_created",
                        Map.of(
                                "event_type",
                                "MESSAGE_CREATED",
                                "conversation_id",
                                vendorId,
                                "timestamp",
                                at,
                                "payload",
                                Map.of(
                                        "id",
                                        vendorId + "-" + id,
                                        "created_at",
                                        at,
                                        "content",
                                        "hook " + id,
                                        "author",
                                        Map.of("name", "Nikos", "type", "AGENT"))),
                        "Authorization",
                        authorization));
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
