package io.visavis.acceptance.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Http;
import io.visavis.acceptance.harness.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** One chat through the loopback, measured from outside: what its vendor, its visitor and the administrator wait for. */
final class Neighbour {
    private static final int SAMPLES = 60;
    private static final String TEXT = "\"text\":\"";

    private final Demo demo;
    private final BadNeighbourIT.Account account;
    private final Visitor visitor;
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    /**
     * Times in milliseconds, each by what was waited for.
     *
     * @param medians half of them took no longer
     * @param nineTenths nine in ten took no longer
     */
    record Pace(Map<String, Double> medians, Map<String, Double> nineTenths) {
        @Override
        public String toString() {
            return medians.keySet().stream()
                    .map(what -> String.format(
                            Locale.ROOT,
                            "%s %.1f ms (nine tenths %.1f)",
                            what,
                            medians.get(what),
                            nineTenths.get(what)))
                    .collect(Collectors.joining(", "));
        }
    }

    Neighbour(Demo demo, BadNeighbourIT.Account account, Visitor visitor) {
        this.demo = demo;
        this.account = account;
        this.visitor = visitor;
        visitor.say("Hello");
        // Then the start has its receipt, too: deliveries find the conversation by the vendor's name for it.
        visitor.await("message.accepted");
        Thread.ofVirtual().start(this::follow);
    }

    /** A delivery of what an agent says to the visitor. */
    static String message(Visitor visitor, String text) {
        return "{\"id\": \"%s\", \"type\": \"message\", \"conversation\": \"loop-%s\", \"messageId\": \"%s\", \"text\": \"%s\"}"
                .formatted(text, visitor.conversationId(), text, text);
    }

    Pace pace(String name) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int i = 0; i < SAMPLES; i++) {
            String text = name + "-" + i + ".";
            long begun = System.nanoTime();
            account.deliver(message(visitor, text));
            add(times, "delivery accepted", begun);
            awaitArrival(text);
            add(times, "on the stream", begun);
            begun = System.nanoTime();
            visitor.say("Said with " + text);
            add(times, "command accepted", begun);
            begun = System.nanoTime();
            Http.get(demo.url() + "/api/admin/v1/providers", "Authorization", demo.adminAuthorization())
                    .expect(200);
            add(times, "console", begun);
        }
        return new Pace(at(times, 0.5), at(times, 0.9));
    }

    private static void add(Map<String, List<Double>> times, String what, long begun) {
        times.computeIfAbsent(what, _ -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e6);
    }

    private static Map<String, Double> at(Map<String, List<Double>> times, double part) {
        Map<String, Double> all = new LinkedHashMap<>();
        times.forEach((what, each) ->
                all.put(what, each.stream().sorted().toList().get((int) (each.size() * part))));
        return all;
    }

    private void awaitArrival(String text) {
        long end = System.nanoTime() + Await.PATIENCE.toNanos();
        while (!arrived.contains(text)) {
            assertThat(System.nanoTime()).as(text).isLessThan(end);
            LockSupport.parkNanos(200_000);
        }
    }

    /** Reads the visitor's stream until the gateway ends it: what does not come is missed by who waits for it. */
    private void follow() {
        try (InputStream stream = visitor.stream("0").body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int begin = line.indexOf(TEXT);
                if (line.startsWith("data:") && begin >= 0) {
                    begin += TEXT.length();
                    arrived.add(line.substring(begin, line.indexOf('"', begin)));
                }
            }
        } catch (IOException _) {
            return; // The gateway was ended.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
