package io.visavis.gateway.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A visitor whose answer to redeeming a ticket was lost in the network, over HTTP. */
@MicronautTest(transactional = false)
@Property(name = CallFixture.ON, value = "true")
@Property(name = "visavis.public-url", value = "https://gateway.example")
@Property(name = "visavis.rate-limits", value = "off")
class RedeemKeyTest extends CallClient {

    @Test
    void who_lost_the_answer_is_let_in_again_under_the_same_key_as_the_same_person() throws Exception {
        String ticket = ticket(facade(input("i-lost", "")));
        String key = UUID.randomUUID().toString();
        Answer lost = keyed(ticket, key);
        assertThat(lost.status()).isEqualTo(200);

        // Looking at the page meanwhile changes nothing.
        assertThat(get("/t/" + ticket).body()).contains("data-problem=\"ticket-used\"");
        Answer again = keyed(ticket, key);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("participantId")).isEqualTo(lost.text("participantId"));
        assertThat(again.text("roomId")).isEqualTo(lost.text("roomId"));
        assertThat(enter(again, "v1").status()).isEqualTo(200);
        assertThat(redeem("resumeSecret", again.text("resumeSecret")).text("participantId"))
                .isEqualTo(lost.text("participantId"));
    }

    @Test
    void no_other_key_and_none_opens_a_ticket_that_is_spent() throws Exception {
        String ticket = ticket(facade(input("i-other-key", "")));
        keyed(ticket, UUID.randomUUID().toString());

        assertThat(keyed(ticket, UUID.randomUUID().toString()).text("type")).endsWith("ticket-used");
        assertThat(redeem("ticket", ticket).text("type")).endsWith("ticket-used");

        String unkeyed = ticket(facade(input("i-no-key", "")));
        redeem("ticket", unkeyed);
        assertThat(keyed(unkeyed, UUID.randomUUID().toString()).status()).isEqualTo(409);
    }

    @Test
    void of_a_hundred_tries_under_two_keys_one_person_comes_in() throws Exception {
        String ticket = ticket(facade(input("i-two-keys", "")));
        List<String> keys =
                List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String key = keys.get(i % 2);
                all.add(() -> keyed(ticket, key));
            }
            for (Future<Answer> answer : people.invokeAll(all)) {
                answers.add(answer.get());
            }
        }
        List<Answer> admitted =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(admitted).hasSize(50);
        assertThat(admitted.stream().map(answer -> answer.text("participantId")).distinct())
                .hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(50);
    }

    /** As a resume secret does: the key is worth the answer that it stands for. */
    @Test
    void the_key_outlives_the_tickets_time_but_not_its_room() throws Exception {
        Answer links = facade(input("i-key-life", ",\"ticketExpirationSeconds\":60"));
        String key = UUID.randomUUID().toString();
        keyed(ticket(links), key);
        clock.advance(Duration.ofSeconds(61));
        assertThat(keyed(ticket(links), key).status()).isEqualTo(200);

        Answer agent = agentBy(links);
        call(agent, "/close", "{}");
        assertThat(keyed(ticket(links), key).text("type")).endsWith("room-closed");
        // The agent calls once more: who was let in before must be asked.
        agentBy(links);
        assertThat(keyed(ticket(links), key).status()).isEqualTo(410);
    }

    @Test
    void a_key_that_could_be_guessed_or_belongs_to_nothing_is_refused() throws Exception {
        String ticket = ticket(facade(input("i-bad-key", "")));
        assertThat(keyed(ticket, "1").status()).isEqualTo(400);
        assertThat(post(
                                "/api/call/v1/redeem",
                                null,
                                json.writeValueAsString(Map.of(
                                        "agentLink",
                                        "x",
                                        "redeemKey",
                                        UUID.randomUUID().toString())))
                        .status())
                .isEqualTo(400);
        assertThat(redeem("ticket", ticket).status()).isEqualTo(200);
    }

    private Answer keyed(String ticket, String key) throws Exception {
        return post("/api/call/v1/redeem", null, json.writeValueAsString(Map.of("ticket", ticket, "redeemKey", key)));
    }
}
