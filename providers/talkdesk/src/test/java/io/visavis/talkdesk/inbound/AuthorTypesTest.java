package io.visavis.talkdesk.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.spi.Author;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
