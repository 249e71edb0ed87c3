package io.visavis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.naming.NameUtils;
import io.visavis.gateway.video.CallSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Pattern VARIABLE = Pattern.compile("`(VISAVIS_[A-Z_]+)`");
    /** For whoever works on the gateway. */
    private static final Set<String> UNDOCUMENTED = Set.of("VISAVIS_CALL_ENGINE", "VISAVIS_INBOX_MEMORY");

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trusted-proxies        | 10.0.0.0/99     | VISAVIS_TRUSTED_PROXIES: '10.0.0.0/99'            | 10.0.0.0/8
            port                   | abc             | VISAVIS_PORT=abc is not a port                    | 8080
            public-url             | gateway.example | VISAVIS_PUBLIC_URL=gateway.example                | https://gateway.example
            public-url             | ftp://gateway   | VISAVIS_PUBLIC_URL=ftp://gateway                  | https://gateway.example
            attachments.max-bytes  | lots            | VISAVIS_ATTACHMENTS_MAX_BYTES=lots is not a whole | 20971520
            attachments.max-bytes  | 0               | VISAVIS_ATTACHMENTS_MAX_BYTES=0 is not a whole    | 20971520
            turn-urls              | turn:t.example  | VISAVIS_TURN_URLS needs VISAVIS_TURN_SECRET       | for example
            relay-only             | maybe           | VISAVIS_RELAY_ONLY=maybe is not a switch          | true or false
            relay-only             | true            | VISAVIS_RELAY_ONLY=true needs VISAVIS_TURN_URLS   | turns:turn.example:443
            idle.after             | 1day            | VISAVIS_IDLE_AFTER=1day is not a length of time   | 24h
            idle.after             | 24              | VISAVIS_IDLE_AFTER=24 is not a length of time     | 24h
            call.grace             | -5s             | VISAVIS_CALL_GRACE=-5s is not a length of time    | 0s
            handover-life          | 0s              | VISAVIS_HANDOVER_LIFE=0s is not a length of time  | 10m
            log                    | LOUD            | VISAVIS_LOG=LOUD is not a log level               | INFO
            rate-limits            | of              | VISAVIS_RATE_LIMITS=of is not a switch            | on or off
            port                   | 99999           | VISAVIS_PORT=99999 is not a port                  | 8080
            frame-ancestors        | desk.example    | VISAVIS_FRAME_ANCESTORS: 'desk.example'           | https://desk.example
            """)
    void aWrongValueIsRefusedAtTheStart(String name, String value, String wrong, String right) {
        Throwable failure = catchThrowable(() -> start(Map.of("visavis." + name, value)));

        assertThat(failure).as("the start").isNotNull();
        assertThat(StartFailure.sentence(failure).orElseThrow(() -> new AssertionError(failure)))
                .contains(wrong, right)
                .hasLineCount(1);
    }

    @Test
    void rightOnesAreTaken() {
        assertThatCode(() -> start(Map.of(
                        "visavis.port", "-1",
                        "visavis.idle.after", "0s",
                        "visavis.idle.warning", "PT5M",
                        "visavis.relay-only", "no",
                        "visavis.rate-limits", "OFF",
                        "visavis.log", "debug",
                        "visavis.public-url", "https://gate_way:8443/",
                        "visavis.trusted-proxies", "10.0.0.0/8, ::1")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatTheGatewayBindsAsASwitchIsOne() {
        for (String written : List.of("true", "Yes", "on", "y")) {
            assertThat(SettingShape.SWITCH.fits(written, ConversionService.SHARED))
                    .isTrue();
            assertThat(ConversionService.SHARED.convert(written, Boolean.class)).contains(true);
        }
    }

    @Test
    void aMisspeltVariableIsToldWithTheNearest() {
        assertThat(Settings.unknown(List.of("PATH", "VISAVIS_IDEL_AFTER", "VISAVIS_IDLE_AFTER", "VISAVIS_CHROMIUM")))
                .containsExactly("VISAVIS_IDEL_AFTER is no setting and does nothing; did you mean VISAVIS_IDLE_AFTER?");
        assertThat(Settings.unknown(List.of("VISAVIS_SPACESHIP")))
                .containsExactly(
                        "VISAVIS_SPACESHIP is no setting and does nothing; the README's table has all there are.");
    }

    @Test
    void theReadmeHasThemAll() throws Exception {
        Set<String> documented = new TreeSet<>();
        Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("| `VISAVIS_") && !line.contains("for `./visavis` only"))
                .forEach(line -> VARIABLE.matcher(line.split("\\|", 3)[1])
                        .results()
                        .forEach(found -> documented.add(found.group(1))));
        components(CallSettings.class, "CALL").forEach(documented::add);
        components(Class.forName("io.visavis.gateway.storage.CommitSettings"), "COMMIT")
                .forEach(documented::add);
        documented.addAll(UNDOCUMENTED);

        assertThat(Settings.variables()).containsExactlyInAnyOrderElementsOf(documented);
    }

    private static Stream<String> components(Class<?> settings, String group) {
        return Arrays.stream(settings.getRecordComponents())
                .map(component -> "VISAVIS_" + group + "_"
                        + NameUtils.environmentName(component.getName()).toUpperCase(Locale.ROOT));
    }

    private void start(Map<String, Object> some) {
        Map<String, Object> settings = new HashMap<>(Map.of("visavis.home", home.toString()));
        settings.putAll(some);
        ApplicationContext.run(settings, "test").close();
    }
}
