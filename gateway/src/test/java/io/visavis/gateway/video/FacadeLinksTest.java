package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long the facade's links live, what they carry, and what of them is stored (contract 4.2 and 4.3). */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(name = "visavis.public-url", value = "https://gateway.example")
@Property(name = "visavis.rate-limits", value = "off")
class FacadeLinksTest extends CallClient {

    private static final Duration USUAL = Duration.ofHours(4);
    private static final Duration MOST = Duration.ofDays(7);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Inject
    Sql sql;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    CallSettings settings;

    @Test
    void an_answer_is_given_within_two_seconds() {
        assertThat(settings.facadePatience()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void zero_negative_and_absent_seconds_mean_four_hours() throws Exception {
        for (String asked : List.of("", seconds("0"), seconds("-1"), seconds("-14400"))) {
            assertLives(asked, USUAL);
        }
    }

    @Test
    void a_ticket_lives_as_long_as_asked_and_seven_days_at_most() throws Exception {
        assertLives(seconds("90"), Duration.ofSeconds(90));
        assertLives(seconds("604800"), MOST);
        assertLives(seconds("604801"), MOST);
        assertLives(seconds("99999999999999999999"), MOST);
    }

    @Test
    void an_agents_link_says_which_integration_it_belongs_to_as_scripts_expect_it() throws Exception {
        Answer bare = facade(input("i-origin", ""));
        assertThat(URI.create(bare.text("agentUrl")).getPath()).isEqualTo("/a");
        assertThat(URI.create(bare.text("agentUrl")).getQuery().split("&"))
                .contains(
                        "aid=app_shop",
                        "roomId=" + bare.text("roomId"),
                        "cdestination=standalone",
                        "corigin=standalone");

        Answer named = facade(input("i-named", ",\"organizationId\":\"Shop & Söhne\"")
                .replace("\"cdestination\":\"standalone\"", "\"cdestination\":\"queue 7/€\""));
        assertThat(agentLink(named)).contains("&cdestination=queue+7%2F%E2%82%AC&corigin=Shop+%26+S%C3%B6hne&exp=");
        assertThat(agentBy(named).status()).isEqualTo(200);
    }

    @Test
    void an_agents_link_expires_and_the_facade_gives_out_a_fresh_one() throws Exception {
        Answer links = facade(input("i-late", ""));
        clock.advance(USUAL.minus(SECOND));
        assertThat(agentBy(links).status()).isEqualTo(200);

        clock.advance(SECOND);
        Answer refused = agentBy(links);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.text("type")).endsWith("ticket-expired");

        Answer fresh = facade(input("i-late", ""));
        assertThat(fresh.text("roomId")).isEqualTo(links.text("roomId"));
        assertThat(agentBy(fresh).status()).isEqualTo(200);
    }

    @Test
    void the_end_of_an_agents_link_cannot_be_moved() throws Exception {
        String query = agentLink(facade(input("i-moved", "")));
        long end = Long.parseLong(query.replaceAll(".*&exp=(\\d+)&.*", "$1"));

        Answer refused = redeem("agentLink", query.replace("&exp=" + end, "&exp=" + (end + 1)));

        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void of_a_ticket_the_table_has_nothing_that_opens_the_room() throws Exception {
        Answer links = facade(input("i-table", ""));
        String ticket = ticket(links);
        // 256 bits, in base64url.
        assertThat(ticket).matches("[A-Za-z0-9_-]{43}");

        List<List<String>> rows = unitOfWork.commit(() -> sql.query(
                "select ticket_hash, seed from call_ticket where room_id = ?",
                row -> List.of(row.getString(1), row.getString(2)),
                links.text("roomId")));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.toString()).doesNotContain(ticket);
            for (String stored : row) {
                assertThat(redeem("ticket", stored).status()).isEqualTo(404);
            }
        });
        assertThat(redeem("ticket", ticket).status()).isEqualTo(200);
    }

    private void assertLives(String asked, Duration life) throws Exception {
        String interaction = "i-life-" + asked.replaceAll("[^0-9-]", "");
        Answer links = facade(input(interaction, asked));
        clock.advance(life.minus(SECOND));
        assertThat(ticket(facade(input(interaction, asked)))).as(asked).isEqualTo(ticket(links));

        clock.advance(SECOND);
        assertThat(redeem("ticket", ticket(links)).text("type")).as(asked).endsWith("ticket-expired");
    }

    private static String seconds(String text) {
        return ",\"ticketExpirationSeconds\":" + text;
    }
}
