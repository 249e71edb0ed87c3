package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The facade says "later" in the form of its contract, and soon (4.3). */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(name = "visavis.public-url", value = "https://gateway.example")
class FacadeRefusalsTest extends CallClient {

    private static final int MORE_THAN_A_MINUTES_WORTH = 1_000;

    @Inject
    UnitOfWork unitOfWork;

    @Test
    void a_client_in_a_loop_has_to_wait_and_another_one_has_not() throws Exception {
        Answer last = ask("good-loop", "[]");
        for (int i = 0; i < MORE_THAN_A_MINUTES_WORTH && last.status() != 429; i++) {
            last = ask("good-loop", "[]");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.body().get("code")).isEqualTo("too_many_requests");
        assertThat(last.text("message")).isNotBlank();
        assertThat(last.body().get("fields")).isEqualTo(List.of());
        assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
        assertThat(ask("good-other", "[]").status()).isEqualTo(400);
    }

    @Test
    void a_database_that_hangs_is_not_waited_for_and_the_next_try_gets_the_room() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch mended = new CountDownLatch(1);
        Thread slow = Thread.ofVirtual()
                .start(() -> unitOfWork.commit(() -> {
                    hangs.countDown();
                    await(mended);
                }));
        await(hangs);
        Answer refused = ask("good", input("i-hangs", ""));
        mended.countDown();
        slow.join();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("code")).isEqualTo("storage_unavailable");
        assertThat(refused.body().get("fields")).isEqualTo(List.of());
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isEqualTo(2);
        // Behind the work that was given up on, and as long as it takes.
        unitOfWork.commit(() -> {});
        assertThat(ask("good", input("i-hangs", "")).status()).isEqualTo(200);
    }

    private Answer ask(String client, String body) throws Exception {
        return post("/security/facades/room", client, body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
