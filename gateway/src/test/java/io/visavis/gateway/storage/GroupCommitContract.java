package io.visavis.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.transaction.TransactionOperations;
import io.visavis.gateway.engine.Await;
import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.EngineFixture;
import io.visavis.gateway.kernel.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a unit of work promises, on whatever database. */
abstract class GroupCommitContract {
    private final EngineFixture engine;
    private final UnitOfWork unitOfWork;
    private final Sql sql;

    GroupCommitContract(Database database) {
        this.engine = EngineFixture.shared(database);
        this.unitOfWork = engine.unitOfWork();
        this.sql = engine.sql();
    }

    /** A row of the plainest table there is. */
    private void insert(String id, int number) {
        sql.update(
                "insert into sent_message (conversation_id, vendor_message_id, message_id) values (?, ?, 'm')",
                id,
                "v" + number);
    }

    private long rows(String id) {
        return sql.first("select count(*) from sent_message where conversation_id = ?", row -> row.getLong(1), id)
                .orElseThrow();
    }

    @Test
    void aWorkThatThrowsIsUndoneAlone() throws Exception {
        String id = Ids.next("t");
        List<Future<?>> works = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                int number = i;
                works.add(threads.submit(() -> unitOfWork.commit(() -> {
                    insert(id, number);
                    if (number % 10 == 3) {
                        throw new IllegalArgumentException("work " + number);
                    }
                    if (number % 10 == 7) {
                        insert(id, number); // The same key: the database itself refuses.
                    }
                })));
            }
        }
        for (int i = 0; i < works.size(); i++) {
            Future<?> work = works.get(i);
            assertThat(work.state())
                    .as("work %s", i)
                    .isEqualTo(i % 10 == 3 || i % 10 == 7 ? Future.State.FAILED : Future.State.SUCCESS);
        }
        assertThat(works.get(3).exceptionNow()).hasMessage("work 3");
        assertThat(Conflicts.isDuplicateKey(works.get(7).exceptionNow())).isTrue();
        assertThat(rows(id)).isEqualTo(48);
    }

    @Test
    void hooksRunInOrderWhenTheWorkIsDurableAndBeforeItsCallerGoesOn() {
        String id = Ids.next("t");
        List<String> story = new CopyOnWriteArrayList<>();
        unitOfWork.commit(() -> {
            insert(id, 1);
            unitOfWork.afterCommit(() -> story.add("first sees " + rows(id)));
            unitOfWork.commit(() -> unitOfWork.afterCommit(() -> story.add("second")));
            story.add("work");
        });
        story.add("caller");
        assertThat(story).containsExactly("work", "first sees 1", "second", "caller");
    }

    @Test
    void hooksOfAnUndoneWorkDoNotRun() {
        List<String> story = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> unitOfWork.commit(() -> {
                    unitOfWork.afterCommit(() -> story.add("hook"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(story).isEmpty();
        assertThatThrownBy(() -> unitOfWork.afterCommit(() -> story.add("nowhere")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHookThatBreaksHarmsNobody() {
        String id = Ids.next("t");
        for (int i = 0; i < 8; i++) {
            int number = i;
            unitOfWork.commit(() -> {
                insert(id, number);
                unitOfWork.afterCommit(() -> {
                    throw new StackOverflowError("on purpose");
                });
            });
        }
        assertThat(rows(id)).isEqualTo(8);
    }

    @Test
    void aHookMayNotWaitForACommit() {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        unitOfWork.commit(() -> unitOfWork.afterCommit(() -> {
            try {
                unitOfWork.commit(() -> thrown.add(new AssertionError("ran")));
            } catch (IllegalStateException e) {
                thrown.add(e);
            }
        }));
        assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    @SuppressWarnings("unchecked")
    void moreThanCanWaitIsRefusedAtOnceAndTheRestIsStored() throws Exception {
        String id = Ids.next("t");
        CommitSettings narrow = new CommitSettings(1, 2, 3, Duration.ofSeconds(30));
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (GroupCommit commits = new GroupCommit(
                        engine.get(TransactionOperations.class), narrow, new SimpleMeterRegistry(), "jdbc:h2:");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> works = new ArrayList<>();
            works.add(threads.submit(() -> commits.commit(() -> {
                busy.countDown();
                Await.until("go on", () -> goOn.getCount() == 0);
                insert(id, 0);
            })));
            busy.await();
            // The committer is busy: three find a place in the queue, the others do not.
            for (int i = 1; i <= 5; i++) {
                int number = i;
                works.add(threads.submit(() -> commits.commit(() -> insert(id, number))));
            }
            Await.until(
                    "two refused", () -> works.stream().filter(Future::isDone).count() == 2);
            goOn.countDown();
            Await.until("all settled", () -> works.stream().allMatch(Future::isDone));
            assertThat(works.stream()
                            .filter(work -> work.state() == Future.State.FAILED)
                            .map(Future::exceptionNow))
                    .hasSize(2)
                    .allSatisfy(refused -> assertThat(refused)
                            .isInstanceOfSatisfying(
                                    StorageUnavailableException.class,
                                    e -> assertThat(e.isOverload()).isTrue()));
        }
        assertThat(rows(id)).isEqualTo(4);
    }
}
