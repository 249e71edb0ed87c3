package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.Provider;
import io.visavis.spi.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many callers of one provider, held at the vendor's door until all are there. */
final class Crowd {
    private static final int SIZE = 16;
    /** For those whose calls wait for one another: slow, but not forbidden. */
    private static final Duration GATHERING = Duration.ofMillis(300);

    private Crowd() {}

    static void call(Trial trial) throws InterruptedException {
        Provider provider = trial.provider();
        Commands commands = trial.commands();
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        CountDownLatch gathered = new CountDownLatch(SIZE);
        trial.vendor().beforeAnswering(() -> {
            gathered.countDown();
            gathered.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        });
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            int caller = i;
            callers.add(Thread.ofPlatform().name("crowd-", i).start(() -> {
                try {
                    translateAll(trial, provider);
                    provider.commands().send(commands.message(words(caller)));
                } catch (RuntimeException | Error e) {
                    thrown.add(e);
                }
            }));
        }
        for (Thread caller : callers) {
            assertThat(caller.join(Limits.command()))
                    .as("each of %s callers comes back", SIZE)
                    .isTrue();
        }
        assertThat(thrown).as("what %s callers at once were thrown", SIZE).isEmpty();
        expectEachOnce(trial.vendor().requests());
    }

    private static String words(int caller) {
        return "caller-%02d-of-the-crowd".formatted(caller);
    }

    private static void translateAll(Trial trial, Provider provider) {
        for (Sample sample : trial.fixture().samples()) {
            assertThat(Trial.translate(provider, sample.delivery()))
                    .as("%s, read by many at once", sample)
                    .hasSameSizeAs(sample.means());
        }
        provider.authenticator()
                .ifPresent(
                        judge -> assertThat(judge.authenticate(trial.fixture().agentSays("Hello")))
                                .isNotInstanceOf(Verdict.Accepted.class));
        provider.describe(trial.declared());
    }

    private static void expectEachOnce(List<Request> requests) {
        List<Request> messages =
                requests.stream().filter(Request::changesSomething).toList();
        for (int i = 0; i < SIZE && !messages.isEmpty(); i++) {
            String words = words(i);
            assertThat(messages)
                    .as("requests with %s", words)
                    .filteredOn(request -> request.bodyText().contains(words))
                    .hasSize(1);
        }
    }
}
