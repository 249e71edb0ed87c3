package io.visavis.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.traffic.RecordedHandler;
import java.io.IOException;
import java.util.Map;
import java.util.function.IntFunction;

/** Stands before a vendor's API and lets the faults in place happen to the calls they fit. */
public final class FaultyHandler implements Handler {

    private static final double USUAL_TRICKLE = 5;
    private static final double USUAL_HANG = 600;
    private static final int LOOK_EVERY_MILLIS = 50;
    private static final String PAGE =
            "<!doctype html><html><head><title>Sign in</title></head><body>Please sign in to the network.</body></html>";

    private final String vendor;
    private final Faults faults;
    private final IntFunction<Reply> errorBody;
    private final Handler next;

    /**
     * Guards one vendor's API.
     *
     * @param errorBody the vendor's usual error reply for a status
     */
    public FaultyHandler(String vendor, Faults faults, IntFunction<Reply> errorBody, Handler next) {
        this.vendor = vendor;
        this.faults = faults;
        this.errorBody = errorBody;
        this.next = next;
    }

    @Override
    public Reply handle(Exchange exchange) throws Exception {
        var struck = faults.strikeCall(vendor, exchange.method(), exchange.sentPath());
        if (struck.isEmpty()) {
            return next.handle(exchange);
        }
        var fault = struck.get();
        var rule = fault.rule();
        exchange.note(RecordedHandler.FAULT, rule.kind().word());
        return switch (rule.kind()) {
            case STATUS -> status(rule, exchange);
            case REFUSE -> reset(exchange);
            case RESET_BEFORE -> {
                exchange.body();
                yield reset(exchange);
            }
            case RESET_AFTER -> {
                next.handle(exchange);
                yield reset(exchange);
            }
            case SLOW_HEADERS -> RawAnswers.slowHeaders(exchange, next.handle(exchange), rule.secondsOr(USUAL_TRICKLE));
            case SLOW_BODY -> RawAnswers.slowBody(next.handle(exchange), rule.secondsOr(USUAL_TRICKLE));
            case HANG -> hang(exchange, fault);
            case HTML -> {
                exchange.body();
                yield Reply.text(200, "text/html; charset=utf-8", PAGE);
            }
            case INVALID_JSON -> {
                exchange.body();
                yield Reply.text(200, "application/json", "{\"id\":\"0b8f6a52");
            }
            case REDIRECT -> {
                exchange.body();
                yield Reply.text(307, "text/plain", "").withHeader("Location", exchange.sentPath() + "/elsewhere");
            }
            case ENDLESS ->
                new Reply(next.handle(exchange).status(), Map.of("Content-Type", "application/json"), Gigabyte::plain);
            case GZIP_BOMB ->
                new Reply(
                        next.handle(exchange).status(),
                        Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"),
                        Gigabyte::packed);
            case CLOSE_SILENTLY -> RawAnswers.closingSilently(exchange, next.handle(exchange));
            case TWICE -> RawAnswers.twice(exchange, next.handle(exchange));
            case CONTINUE_FIRST -> RawAnswers.continuing(exchange, next.handle(exchange));
            case MISSING_ID -> withoutId(next.handle(exchange));
            case LATE -> {
                exchange.body();
                waitWhileInPlace(fault, rule.secondsOr(USUAL_TRICKLE));
                yield next.handle(exchange);
            }
            default -> throw new IllegalStateException(rule.kind() + " does not befall calls");
        };
    }

    private Reply status(FaultRule rule, Exchange exchange) throws Exception {
        if (rule.after()) {
            next.handle(exchange);
        } else {
            exchange.body();
        }
        var reply = errorBody.apply(rule.status() == null ? 500 : rule.status());
        return rule.retryAfter() == null ? reply : reply.withHeader("Retry-After", rule.retryAfter());
    }

    private static Reply reset(Exchange exchange) throws IOException {
        exchange.connection().reset();
        return Reply.none();
    }

    private Reply hang(Exchange exchange, Fault fault) throws IOException, InterruptedException {
        exchange.body();
        waitWhileInPlace(fault, fault.rule().secondsOr(USUAL_HANG));
        exchange.connection().close();
        return Reply.none();
    }

    private void waitWhileInPlace(Fault fault, double seconds) throws InterruptedException {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (faults.inPlace(fault.id()) && System.nanoTime() < until) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static Reply withoutId(Reply reply) throws IOException {
        if (Json.read(RawAnswers.bytes(reply)) instanceof ObjectNode fields) {
            fields.remove("id");
            return Reply.json(reply.status(), fields);
        }
        return reply;
    }
}
