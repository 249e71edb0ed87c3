package io.visavis.gateway.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.spi.CheckResult;
import io.visavis.spi.CommandSender;
import io.visavis.spi.OptionSpec;
import io.visavis.spi.Provider;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.WebhookReceiver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of connections that share a chat mode. */
class SharedModeTest {
    private static final LiveProvider OLDEST = live("con_1", "chat", Map.of("queue", "a", "door", "d"));

    @Test
    void theOldestTakesTheChats() {
        LiveProvider second = live("con_2", "chat", Map.of("queue", "a"));
        assertThat(SharedMode.note(OLDEST, List.of(OLDEST, second))).isEmpty();
        assertThat(SharedMode.note(second, List.of(OLDEST, second)))
                .contains("takes no new chats: connection con_1 serves chat mode chat of this application");
    }

    @Test
    void oneThatHoldsAnOptionOfItsOwnTakesTheChatsThatNameIt() {
        LiveProvider second = live("con_2", "chat", Map.of("queue", "b", "door", "d", "colour", "red"));
        assertThat(SharedMode.note(second, List.of(OLDEST, second)))
                .contains(
                        "takes only new chats that name its queue: connection con_1 serves the others of chat mode chat"
                                + " of this application");
    }

    @Test
    void anotherModeIsInNobodysWay() {
        LiveProvider other = live("con_2", "other", Map.of());
        assertThat(SharedMode.note(other, List.of(OLDEST, other))).isEmpty();
    }

    private static LiveProvider live(String id, String chatMode, Map<String, String> settings) {
        ProviderDescriptor descriptor = ProviderDescriptor.builder("fake")
                .chatMode(chatMode)
                .option(new OptionSpec("queue", "Where it goes", false))
                .option(new OptionSpec("door", "Where it comes in", false))
                .build();
        return new LiveProvider(
                new ConnectionId(id), new ApplicationId("app_1"), descriptor, new SilentProvider(), settings);
    }

    /** Nobody asks it for anything. */
    private static final class SilentProvider implements Provider {
        @Override
        public CheckResult check() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WebhookReceiver webhooks() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CommandSender commands() {
            throw new UnsupportedOperationException();
        }
    }
}
