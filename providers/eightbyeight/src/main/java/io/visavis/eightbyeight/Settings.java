package io.visavis.eightbyeight;

import io.visavis.eightbyeight.api.Account;
import io.visavis.eightbyeight.inbound.SystemMessages;
import io.visavis.eightbyeight.outbound.Defaults;
import io.visavis.eightbyeight.outbound.Reopening;
import io.visavis.eightbyeight.signature.SignatureMode;
import io.visavis.spi.ConnectionSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The values behind the form, checked; an {@link IllegalArgumentException} is a sentence for the administrator. */
final class Settings {
    static final String API_KEY = "api-key";
    static final String TENANT_ID = "tenant-id";

    /** The next three are named like the widget's attributes, whose defaults they are. */
    static final String CHANNEL_ID = "cg-channel-id";

    static final String QUEUE_ID = "cg-queue-id";
    static final String SCRIPT_ID = "cg-script-id";

    static final String API_BASE_URL = "api-base-url";
    static final String KEY_PATH = "key-path";
    static final String SIGNATURE = "signature";
    static final String TRANSMISSION_WINDOW = "transmission-window";
    static final String SYSTEM_MESSAGES = "system-messages";
    static final String END_GRACE = "end-grace";
    static final String REOPEN = "reopen";
    static final String REORDER_WINDOW = "reorder-window";
    static final String REQUESTS_PER_SECOND = "requests-per-second";
    static final String REQUEST_TIMEOUT = "request-timeout";
    static final String MAX_MESSAGE_LENGTH = "max-message-length";
    static final String MAX_HISTORY_MESSAGES = "max-history-messages";

    static final String SCHEDULE_ID = "schedule-id";
    static final String SCHEDULE_SOURCE = "schedule-source";
    static final String SCHEDULE_OPEN_CHOICES = "schedule-open-choices";
    static final String SCHEDULE_ON_ERROR = "schedule-on-error";
    static final String STATISTICS = "statistics";
    static final String API_SECRET = "api-secret";
    static final String ANALYTICS_BASE_URL = "analytics-base-url";
    static final String WAIT_UNIT = "wait-unit";
    static final String PLATFORM_URL = "platform-url";
    static final String DATA_REQUEST_TOKEN = "data-request-token";
    static final String ACTION_REQUEST_TOKEN = "action-request-token";

    static final String DEFAULT_API_BASE_URL = "https://api.8x8.com";
    static final String DEFAULT_KEY_PATH = "/chat-gateway/v1/jwk/{kid}/public";
    static final Duration DEFAULT_TRANSMISSION_WINDOW = Duration.ofMinutes(10);
    static final Duration DEFAULT_END_GRACE = Duration.ofSeconds(15);
    static final Duration DEFAULT_REORDER_WINDOW = Duration.ofMillis(200);
    static final int DEFAULT_REQUESTS_PER_SECOND = 10;
    static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_REORDER_WINDOW = Duration.ofSeconds(1);

    private Settings() {}

    static Account account(ConnectionSettings settings) {
        URI base = settings.uri(API_BASE_URL).orElseGet(() -> URI.create(DEFAULT_API_BASE_URL));
        String key = headerValue(API_KEY, settings.require(API_KEY));
        return new Account(
                base,
                key,
                settings.find(TENANT_ID)
                        .map(tenant -> headerValue(TENANT_ID, tenant))
                        .orElse(null));
    }

    /** As a header carries it; what is copied from a page may bring characters along that nobody sees. */
    private static String headerValue(String setting, String value) {
        if (value.chars().allMatch(character -> character >= ' ' && character < 127)) {
            return value;
        }
        throw new IllegalArgumentException(
                "setting '" + setting + "' has characters that it cannot have, perhaps invisible ones; copy it again");
    }

    static Defaults defaults(ConnectionSettings settings) {
        return new Defaults(
                settings.find(CHANNEL_ID).orElse(null),
                settings.find(QUEUE_ID).orElse(null),
                settings.find(SCRIPT_ID).orElse(null),
                between(20, Integer.MAX_VALUE, MAX_MESSAGE_LENGTH, settings, Defaults.MESSAGE_LENGTH),
                between(
                        0,
                        Defaults.MOST_HISTORY_MESSAGES,
                        MAX_HISTORY_MESSAGES,
                        settings,
                        Defaults.MOST_HISTORY_MESSAGES));
    }

    /** The whole address of a public key, {@code {kid}} in it. */
    static String keyAddress(ConnectionSettings settings) {
        String path = settings.find(KEY_PATH).orElse(DEFAULT_KEY_PATH);
        if (!path.startsWith("/") || !path.contains("{kid}")) {
            throw new IllegalArgumentException("setting 'key-path' must begin with / and contain {kid}");
        }
        return account(settings).baseUrl() + path;
    }

    static SignatureMode signature(ConnectionSettings settings) {
        return choice(SIGNATURE, settings, SignatureMode.REQUIRED, SignatureMode.values());
    }

    static SystemMessages systemMessages(ConnectionSettings settings) {
        return choice(SYSTEM_MESSAGES, settings, SystemMessages.HIDE, SystemMessages.values());
    }

    static boolean reopens(ConnectionSettings settings) {
        return choice(REOPEN, settings, Reopening.ON, Reopening.values()) == Reopening.ON;
    }

    static Duration transmissionWindow(ConnectionSettings settings) {
        return positive(TRANSMISSION_WINDOW, settings, DEFAULT_TRANSMISSION_WINDOW);
    }

    static Duration endGrace(ConnectionSettings settings) {
        return positive(END_GRACE, settings, DEFAULT_END_GRACE);
    }

    static Duration requestTimeout(ConnectionSettings settings) {
        return positive(REQUEST_TIMEOUT, settings, DEFAULT_REQUEST_TIMEOUT);
    }

    static Duration reorderWindow(ConnectionSettings settings) {
        Duration window = settings.duration(REORDER_WINDOW, DEFAULT_REORDER_WINDOW);
        if (window.isNegative() || window.compareTo(LONGEST_REORDER_WINDOW) > 0) {
            throw new IllegalArgumentException("setting 'reorder-window' must be between PT0S and PT1S");
        }
        return window;
    }

    static int requestsPerSecond(ConnectionSettings settings) {
        return between(0, Integer.MAX_VALUE, REQUESTS_PER_SECOND, settings, DEFAULT_REQUESTS_PER_SECOND);
    }

    static Duration positive(String name, ConnectionSettings settings, Duration standard) {
        Duration value = settings.duration(name, standard);
        if (!value.isPositive()) {
            throw new IllegalArgumentException("setting '" + name + "' must be longer than nothing");
        }
        return value;
    }

    static int between(int least, int most, String name, ConnectionSettings settings, int standard) {
        int value = settings.number(name, standard);
        if (value < least || value > most) {
            throw new IllegalArgumentException("setting '" + name + "' must be at least " + least
                    + (most == Integer.MAX_VALUE ? "" : " and at most " + most));
        }
        return value;
    }

    static <E extends Enum<E>> E choice(String name, ConnectionSettings settings, E standard, E[] choices) {
        String value = settings.find(name).orElse(standard.name()).toUpperCase(Locale.ROOT);
        return Arrays.stream(choices)
                .filter(choice -> choice.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "setting '" + name + "' must be one of " + Arrays.toString(choices)));
    }
}
