package io.visavis.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.visavis.gateway.engine.MovableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** However many deliveries are sent by strangers, the log stays readable and the disk free. */
class UntakenDeliveriesTest {
    private static final String REFUSED = "A delivery for con_1 is refused";
    private static final String UNSIGNED = "the signature is missing";

    private final MovableClock clock = new MovableClock();
    private final UntakenDeliveries untaken = new UntakenDeliveries(clock);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
    }

    @Test
    void theFirstIsToldAtOnceAndTheOthersAreCounted() {
        for (int i = 0; i < 4_212; i++) {
            untaken.tell(REFUSED, UNSIGNED);
        }
        assertThat(lines()).containsExactly(REFUSED + ": " + UNSIGNED);
        clock.advance(Duration.ofSeconds(59));
        untaken.sumUp();
        assertThat(lines()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        untaken.sumUp();

        assertThat(lines())
                .containsExactly(REFUSED + ": " + UNSIGNED, REFUSED + ": " + UNSIGNED + "; and 4,211 more within 60 s");
        assertThat(log.list).allSatisfy(line -> assertThat(line.getLevel()).isEqualTo(Level.WARN));
    }

    @Test
    void aFloodThatLastsIsOneLineAMinute() {
        for (int second = 0; second < 600; second++) {
            untaken.tell(REFUSED, UNSIGNED);
            clock.advance(Duration.ofSeconds(1));
            untaken.sumUp();
        }

        assertThat(lines()).hasSize(11).last().asString().endsWith("and 60 more within 60 s");
    }

    @Test
    void eachCauseAndEachConnectionIsToldOfItself() {
        untaken.tell(REFUSED, UNSIGNED);
        untaken.tell(REFUSED, "the signature does not fit");
        untaken.tell("A delivery for con_2 is refused", UNSIGNED);
        untaken.tell(REFUSED, UNSIGNED);

        assertThat(lines()).hasSize(3);
    }

    @Test
    void afterAQuietMinuteTheNextIsToldAtOnceAgain() {
        untaken.tell(REFUSED, UNSIGNED);
        clock.advance(Duration.ofMinutes(1));
        untaken.sumUp();
        untaken.tell(REFUSED, UNSIGNED);

        assertThat(lines()).containsExactly(REFUSED + ": " + UNSIGNED, REFUSED + ": " + UNSIGNED);
    }

    /** A provider may put into its words what the stranger sent. */
    @Test
    void causesThatAreNeverTheSameAreCountedTogether() {
        for (int i = 0; i < 1_000; i++) {
            untaken.tell(REFUSED, "no key of the id " + i);
        }
        assertThat(lines()).hasSize(11).last().asString().endsWith("no key of the id 10");

        clock.advance(Duration.ofMinutes(1));
        untaken.sumUp();

        assertThat(lines())
                .hasSize(12)
                .last()
                .asString()
                .isEqualTo(REFUSED + ": for other causes; and 989 more within 60 s");
    }

    @Test
    void wordsOfAProviderAreOneShortLine() {
        untaken.tell(REFUSED, "line\r\nline " + "x".repeat(10_000));

        assertThat(lines()).singleElement().asString().hasSizeLessThan(400).startsWith(REFUSED + ": line  line x");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(UntakenDeliveries.class);
    }
}
