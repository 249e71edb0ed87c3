package io.visavis.acceptance.bench;

import io.visavis.acceptance.harness.Visitor;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The visitors' event streams, as browsers hold them; each notes when a marked message arrives. */
final class BrowserStreams implements AutoCloseable {
    private static final Pattern MARK = Pattern.compile("\"text\":\"mark-(\\d+)\"");

    private final List<KeepAliveConnection> streams = new ArrayList<>();
    private final Map<Long, Long> sentAt = new ConcurrentHashMap<>();
    private volatile Latencies latencies = new Latencies();

    void open(URI gateway, Visitor visitor) throws IOException {
        KeepAliveConnection stream = new KeepAliveConnection(gateway);
        stream.send(stream.request(
                "GET",
                URI.create(visitor.path()).getPath() + "/events",
                "Accept: text/event-stream\r\nAuthorization: " + visitor.authorization() + "\r\n",
                new byte[0]));
        streams.add(stream);
        Thread.ofVirtual().name("stream-", streams.size()).start(() -> read(stream));
    }

    private void read(KeepAliveConnection stream) {
        try {
            while (true) {
                String line = stream.line();
                if (line.startsWith("data:")) {
                    Matcher mark = MARK.matcher(line);
                    if (mark.find()) {
                        arrived(Long.parseLong(mark.group(1)));
                    }
                }
            }
        } catch (IOException _) {
            // Closed at the end of the run; what did not arrive is counted as missing.
        }
    }

    private void arrived(long mark) {
        Long sent = sentAt.remove(mark);
        if (sent != null) {
            latencies.add(System.nanoTime() - sent);
        }
    }

    /** To be called before the webhook with this mark is sent. */
    void expect(long mark, long now) {
        sentAt.put(mark, now);
    }

    /** Marks that have not arrived yet. */
    int missing() {
        return sentAt.size();
    }

    /** Begins a new measurement; returns the finished one. */
    Latencies restart() {
        Latencies finished = latencies;
        latencies = new Latencies();
        return finished;
    }

    int arrivedSinceRestart() {
        return latencies.count();
    }

    @Override
    public void close() throws IOException {
        for (KeepAliveConnection stream : streams) {
            stream.close();
        }
    }
}
