package io.visavis.gateway.plugin;

import io.visavis.spi.OptionSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several connections of one chat mode in one application: the oldest takes the new chats, but for those that name an option
 * as another connection holds it. Says so to administrators.
 */
final class SharedMode {
    private SharedMode() {}

    /**
     * What keeps new chats from {@code mine}; empty when nothing does.
     *
     * @param running those of its application, oldest first
     */
    static Optional<String> note(LiveProvider mine, List<LiveProvider> running) {
        String mode = mine.descriptor().chatMode();
        List<LiveProvider> older = running.stream()
                .filter(live -> live.descriptor().chatMode().equals(mode))
                .takeWhile(live -> !live.connectionId().equals(mine.connectionId()))
                .toList();
        if (older.isEmpty()) {
            return Optional.empty();
        }
        String own = mine.descriptor().options().stream()
                .map(OptionSpec::name)
                .filter(name -> isOwn(name, mine, older))
                .collect(Collectors.joining(" or "));
        String first = older.getFirst().connectionId().value();
        return Optional.of(
                own.isEmpty()
                        ? "takes no new chats: connection " + first + " serves chat mode " + mode
                                + " of this application"
                        : "takes only new chats that name its " + own + ": connection " + first
                                + " serves the others of chat mode " + mode + " of this application");
    }

    private static boolean isOwn(String option, LiveProvider mine, List<LiveProvider> older) {
        String value = mine.settings().getOrDefault(option, "");
        return !value.isBlank()
                && older.stream().noneMatch(live -> value.equals(live.settings().get(option)));
    }
}
