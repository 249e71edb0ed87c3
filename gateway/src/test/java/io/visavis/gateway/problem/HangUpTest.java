package io.visavis.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who closes the page during an upload is no fault of ours, and fills no log. */
@MicronautTest(transactional = false)
class HangUpTest {
    private static final String HALF = "POST /api/call/v1/redeem HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"ticket\": ";

    @Inject
    EmbeddedServer server;

    @Test
    void a_caller_who_hangs_up_in_the_middle_is_a_debug_line_without_a_stack() throws Exception {
        BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent line) {
                lines.add(line);
            }
        };
        Logger log = (Logger) LoggerFactory.getLogger(UnexpectedHandler.class);
        Level before = log.getLevel();
        appender.setContext(log.getLoggerContext());
        appender.start();
        log.addAppender(appender);
        log.setLevel(Level.DEBUG);
        try {
            hangUp();
            ILoggingEvent line = lines.poll(20, TimeUnit.SECONDS);

            assertThat(line).isNotNull();
            assertThat(line.getLevel()).as(line.getFormattedMessage()).isEqualTo(Level.DEBUG);
            assertThat(line.getThrowableProxy()).isNull();
        } finally {
            log.detachAppender(appender);
            log.setLevel(before);
        }
    }

    private void hangUp() throws IOException {
        try (Socket caller = new Socket(server.getHost(), server.getPort())) {
            caller.getOutputStream().write(HALF.getBytes(StandardCharsets.US_ASCII));
            caller.getOutputStream().flush();
        }
    }
}
