package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.ClientCredentials;
import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.SettingSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds secrets by their names, and by what they are used for. */
final class Secrets {
    private static final Pattern NAMED_SO =
            Pattern.compile("(.*-)?(secret|password|passphrase|private-key|api-key|access-key|token|credentials?)");
    private static final Pattern PROVING_HEADER = Pattern.compile(".*(authorization|key|token|secret|signature).*");

    private Secrets() {}

    static void expectMarked(Trial trial) {
        trial.attempt(trial.commands().message("Hello"));
        List<String> shown = Stream.concat(headers(trial), tokens(trial)).toList();
        ConnectionSettings values = new ConnectionSettings(trial.fixture().settings());
        for (SettingSpec setting : trial.declared().settings()) {
            boolean provesUs = values.find(setting.name())
                    .filter(value -> shown.stream().anyMatch(proof -> proof.contains(value)))
                    .isPresent();
            if (provesUs || NAMED_SO.matcher(setting.name()).matches()) {
                assertThat(setting.secret())
                        .as("the setting '%s' is a secret; is it marked as one", setting.name())
                        .isTrue();
            }
        }
    }

    private static Stream<String> headers(Trial trial) {
        return trial.vendor().requests().stream()
                .flatMap(request -> request.headers().entrySet().stream())
                .filter(header -> PROVING_HEADER
                        .matcher(header.getKey().toLowerCase(Locale.ROOT))
                        .matches())
                .filter(header -> !header.getKey().toLowerCase(Locale.ROOT).contains("idempotency"))
                .map(Map.Entry::getValue);
    }

    private static Stream<String> tokens(Trial trial) {
        return trial.lent().asked().stream().map(ClientCredentials::clientSecret);
    }
}
