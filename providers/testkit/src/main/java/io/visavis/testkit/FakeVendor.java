package io.visavis.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's service on a port of its own: healthy as the fixture says, until a contract scripts a {@link Trouble}. An error
 * it answers quotes what it was sent, as careless vendors do. Thread-safe.
 */
public final class FakeVendor implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final Function<Request, Answer> healthy;
    private final ServerSocket door;
    private final Map<Trouble, Answer> expressions = new EnumMap<>(Trouble.class);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();
    private final AtomicLong bodyBytes = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread accepting;

    private volatile @Nullable Trouble trouble;
    private volatile HttpWire.Pause beforeAnswer = () -> {};
    private volatile HttpWire.Pause withinAnswer = () -> {};

    /** A vendor that answers so while it is well; a request that the function does not expect should get a 404. */
    public FakeVendor(Function<Request, Answer> healthy) {
        this.healthy = healthy;
        expressions.put(Trouble.REFUSES_CREDENTIALS, Answer.status(401));
        expressions.put(Trouble.FORBIDS, Answer.status(403));
        expressions.put(Trouble.REJECTS, Answer.status(400));
        expressions.put(Trouble.RATE_LIMITS, Answer.status(429).with("Retry-After", "7"));
        expressions.put(Trouble.IS_DOWN, Answer.status(503));
        expressions.put(Trouble.CONVERSATION_OVER, Answer.status(404));
        expressions.put(
                Trouble.IS_HIDDEN_BY_A_PORTAL,
                Answer.file("text/html", "<!doctype html><p>Please sign in".getBytes(StandardCharsets.UTF_8)));
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().name("fake-vendor").start(this::accept);
    }

    /** How this vendor says it, where it has a way of its own. */
    public FakeVendor expressing(Trouble what, Answer answer) {
        expressions.put(what, answer);
        return this;
    }

    /** Where it listens, {@code http://localhost:…} without a trailing slash. */
    public URI address() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    /** What it suffers now, if anything. */
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** What reached it, in the order in which it was read. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** From now on. */
    void suffer(Trouble what) {
        trouble = what;
        if (what == Trouble.IS_GONE) {
            hangUp();
        }
    }

    /** Is well again; a vendor that was gone stays so. */
    void recover() {
        trouble = null;
    }

    /** From now on each answer waits for this first. */
    void beforeAnswering(HttpWire.Pause pause) {
        beforeAnswer = pause;
    }

    /** From now on each file is held back in its middle until this is over. */
    void withinFiles(HttpWire.Pause pause) {
        withinAnswer = pause;
    }

    /** Bytes of bodies read so far, also of one that is still coming. */
    long bodyBytes() {
        return bodyBytes.get();
    }

    /** Connections that are open now. */
    int callers() {
        return callers.size();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                callers.add(caller);
                Thread.ofVirtual().name("fake-vendor-call").start(() -> serve(caller));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                InputStream in = new BufferedInputStream(caller.getInputStream());
                OutputStream out = new BufferedOutputStream(caller.getOutputStream())) {
            Optional<Request> request = HttpWire.read(in, bodyBytes::addAndGet);
            while (request.isPresent() && answered(request.get(), out)) {
                request = HttpWire.read(in, bodyBytes::addAndGet);
            }
        } catch (IOException | InterruptedException _) {
            // The caller went away: its own affair, and what some promises are about.
        } finally {
            callers.remove(caller);
        }
    }

    /** Whether the line is still good. */
    private boolean answered(Request request, OutputStream out) throws IOException, InterruptedException {
        requests.add(request);
        Trouble now = trouble;
        if (now == Trouble.CUTS_THE_LINE) {
            return false;
        }
        if (now == Trouble.HANGS) {
            closed.await();
            return false;
        }
        beforeAnswer.pause();
        Answer answer = now == null ? healthy.apply(request) : quoting(expressions.get(now), request);
        HttpWire.write(out, answer, !request.method().equals("HEAD"), answer.isFile() ? withinAnswer : () -> {});
        return true;
    }

    /** The words of the request in an error that has none: what must not come back in an exception's message. */
    private static Answer quoting(@Nullable Answer answer, Request request) {
        if (answer == null) {
            return Answer.status(500);
        }
        if (answer.body().length > 0) {
            return answer;
        }
        String quote = (request.headers() + " " + request.bodyText()).replaceAll("[^\\p{Alnum} .,:/=-]", " ");
        Answer quoted = Answer.json(answer.status(), "{\"code\":\"1\",\"message\":\"" + quote + "\"}");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            quoted = quoted.with(header.getKey(), header.getValue());
        }
        return quoted;
    }

    /** Waits until something is so; false when it takes too long. */
    static boolean waitUntil(java.util.function.BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return true;
    }

    /** Waits for a latch, but not for ever. */
    static HttpWire.Pause until(CountDownLatch latch) {
        return () -> latch.await(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void hangUp() {
        try {
            door.close();
            // While somebody waits at it, a closed door may let one more in.
            accepting.join();
            for (Socket caller : callers) {
                caller.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        hangUp();
    }
}
