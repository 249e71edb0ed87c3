package io.visavis.talkdesk.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.visavis.spi.Author;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class AuthorTypesTest {
    private final AuthorTypes standard = AuthorTypes.parse(AuthorTypes.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "AGENT, AGENT",
        "agent, AGENT",
        "User, AGENT",
        "TALKDESK_SUPERVISOR, AGENT",
        "BOT, BOT",
        "virtual, BOT",
        "Autopilot, BOT",
        "assistant, BOT",
        "SYSTEM, SYSTEM",
        "studio_flow, SYSTEM",
        "automation, SYSTEM",
        "contact_person, VISITOR",
        "CUSTOMER, VISITOR",
        "external, VISITOR",
        "something else, AGENT",
        "'', AGENT"
    })
    void mapsTheContractsWordsAndShowsTheUnknownAsTheAgents(String type, Author.Kind expected) {
        assertThat(standard.kindOf(type)).isEqualTo(expected);
    }

    /** An account whose every message is of such an author would fill the log (contract 3.9). */
    @Test
    void anUnknownWordIsLoggedOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(AuthorTypes.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            for (String type : List.of("oracle", "ORACLE", "agent", "", "seer\n2025 ERROR forged", "oracle")) {
                standard.kindOf(type);
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getLevel, it -> it.getArgumentArray()[0])
                .containsExactly(tuple(Level.WARN, "oracle"), tuple(Level.WARN, "seer?2025 error forged"));
    }

    @Test
    void theAdministratorsPairsAreTriedInTheirOrder() {
        AuthorTypes types = AuthorTypes.parse(" Virtual_Agent = bot , agent=AGENT,,end_user=visitor");

        assertThat(types.kindOf("virtual_agent")).isEqualTo(Author.Kind.BOT);
        assertThat(types.kindOf("AGENT")).isEqualTo(Author.Kind.AGENT);
        assertThat(types.kindOf("END_USER")).isEqualTo(Author.Kind.VISITOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "=agent", "agent=", "agent=human", "a=agent,b"})
    void aPairThatCannotBeReadIsNamed(String text) {
        assertThatThrownBy(() -> AuthorTypes.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("author-types")
                .hasMessageContaining("kind");
    }
}
