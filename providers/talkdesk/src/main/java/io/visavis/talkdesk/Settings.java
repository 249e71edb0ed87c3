package io.visavis.talkdesk;

import io.visavis.spi.ConnectionSettings;
import io.visavis.spi.SettingSpec;
import io.visavis.talkdesk.inbound.AuthorTypes;
import io.visavis.talkdesk.outbound.Caps;
import io.visavis.talkdesk.outbound.PreviousMessageCase;
import io.visavis.talkdesk.outbound.SignedLinks;
import io.visavis.talkdesk.outbound.StartDefaults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What an administrator enters for a Talkdesk account: the words of the form, and the values behind it. */
final class Settings {
    static final String ACCOUNT = "account";
    static final String REGION = "region";
    static final String CLIENT_ID = "client-id";
    static final String CLIENT_SECRET = "client-secret";
    static final String PRIVATE_KEY = "private-key";
    static final String KEY_ID = "key-id";
    static final String KEY_ALGORITHM = "key-algorithm";
    static final String API_BASE_URL = "api-base-url";
    static final String TOKEN_URL = "token-url";

    /** Named like the widget's attribute, whose default it is. */
    static final String TOUCHPOINT_ID = "dc-touchpoint-id";

    private static final String DEFAULT_SUBJECT = "default-subject";
    private static final String ANONYMOUS_EMAIL = "anonymous-email";
    private static final String PREVIOUS_MESSAGE_TYPE_CASE = "previous-message-type-case";
    private static final String REQUESTS_PER_SECOND = "requests-per-second";
    private static final String REQUEST_TIMEOUT = "request-timeout";
    private static final String AUTHOR_TYPES = "author-types";
    private static final String UPLOAD_METHOD = "upload-method";
    private static final String REORDER_WINDOW = "reorder-window";
    private static final String MAX_CONTEXT_PARAMETERS = "max-context-parameters";
    private static final String MAX_CONTEXT_VALUE_LENGTH = "max-context-value-length";
    private static final String MAX_PREVIOUS_MESSAGES = "max-previous-messages";
    private static final String MAX_MESSAGE_LENGTH = "max-message-length";

    static final String DEFAULT_KEY_ALGORITHM = "ES256";
    private static final int DEFAULT_REQUESTS_PER_SECOND = 5;
    private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** "Never delay longer" (contract 3.10). */
    private static final Duration LONGEST_REORDER_WINDOW = Duration.ofMillis(500);

    private Settings() {}

    /** In the order of the form: who, where, defaults of a chat, then what rarely changes. */
    static List<SettingSpec> specs() {
        return List.of(
                SettingSpec.optional(
                        ACCOUNT,
                        "Name of the Talkdesk account as in its portal's address, such as 'acme' of acme.mytalkdesk.com;"
                                + " not needed if the token URL is given."),
                SettingSpec.optional(
                                REGION,
                                "Where the account is hosted, as in its contract or its portal's address; sets the API"
                                        + " and token addresses unless they are given below.")
                        .oneOf(Region.ids().toArray(String[]::new)),
                SettingSpec.required(
                        CLIENT_ID,
                        "Id of an OAuth client with the grant 'Client credentials' and the scopes digital-connect:write,"
                                + " attachments:request, attachments:write, attachments:read, attachments:download; in"
                                + " Talkdesk under Builder > OAuth Clients."),
                SettingSpec.secret(
                        CLIENT_SECRET,
                        "Secret of the OAuth client; Talkdesk shows it once, when the client is made. Leave blank if a"
                                + " private key is used."),
                SettingSpec.secret(
                        PRIVATE_KEY,
                        "Private key of the OAuth client, one line of base64 that Talkdesk shows once; used instead of"
                                + " the secret when given."),
                SettingSpec.optional(
                        KEY_ID, "Key id (client_key_id) that Talkdesk shows beside the private key; needed with it."),
                SettingSpec.optional(
                                KEY_ALGORITHM,
                                "Key algorithm (client_key_algorithm) that Talkdesk shows beside the private key.")
                        .withDefault(DEFAULT_KEY_ALGORITHM)
                        .oneOf("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
                SettingSpec.optional(
                        TOUCHPOINT_ID,
                        "Touchpoint used when a page names none; in Talkdesk under Admin > Channels > Digital Connect,"
                                + " 'Touchpoint ID'."),
                SettingSpec.optional(
                        DEFAULT_SUBJECT,
                        "Subject of a conversation when the page gives none; Talkdesk wants one, so leave blank to ask"
                                + " each visitor."),
                SettingSpec.optional(
                        ANONYMOUS_EMAIL,
                        "E-mail sent for visitors who give none. Leave blank to ask everyone; beware that Talkdesk takes"
                                + " all who share it for one contact."),
                SettingSpec.optional(
                        API_BASE_URL,
                        "Address of Talkdesk's API if it is not the region's, such as https://api.talkdeskapp.eu."),
                SettingSpec.optional(
                        TOKEN_URL,
                        "Token address if it is not the region's, such as https://acme.talkdeskid.eu/oauth/token."),
                SettingSpec.optional(
                                PREVIOUS_MESSAGE_TYPE_CASE,
                                "Letter case of the author in handed-over transcripts; AUTO finds out which Talkdesk"
                                        + " takes.")
                        .withDefault(PreviousMessageCase.Mode.AUTO.name())
                        .oneOf(names(PreviousMessageCase.Mode.values())),
                SettingSpec.optional(
                                REQUESTS_PER_SECOND,
                                "Most requests per second to Talkdesk's API, which publishes no limit; 0 is without"
                                        + " limit.")
                        .withDefault(String.valueOf(DEFAULT_REQUESTS_PER_SECOND)),
                SettingSpec.optional(
                                REQUEST_TIMEOUT,
                                "How long one request to Talkdesk may take, as an ISO-8601 duration such as PT10S.")
                        .withDefault(DEFAULT_REQUEST_TIMEOUT.toString()),
                SettingSpec.optional(
                                AUTHOR_TYPES,
                                "Whose words a message is: word=kind pairs, tried in this order against Talkdesk's"
                                        + " author type; kinds are agent, bot, system, visitor. Unmatched is an agent.")
                        .withDefault(AuthorTypes.DEFAULT),
                SettingSpec.optional(
                                UPLOAD_METHOD,
                                "HTTP method for uploading files to Talkdesk's storage; POST only if Talkdesk says so.")
                        .withDefault(SignedLinks.UploadMethod.PUT.name())
                        .oneOf(names(SignedLinks.UploadMethod.values())),
                SettingSpec.optional(
                                REORDER_WINDOW,
                                "How long an event may wait for an earlier one to overtake it, PT0S to PT0.5S; a longer"
                                        + " wait orders better and shows later.")
                        .withDefault(Duration.ZERO.toString()),
                cap(MAX_CONTEXT_PARAMETERS, "Most context parameters sent.", Caps.DEFAULT.contextParameters()),
                cap(
                        MAX_CONTEXT_VALUE_LENGTH,
                        "Most characters of a context parameter's value; longer ones are visibly shortened.",
                        Caps.DEFAULT.contextValueLength()),
                cap(
                        MAX_PREVIOUS_MESSAGES,
                        "Most messages of an earlier transcript handed over, the latest kept; 0 hands none over.",
                        Caps.DEFAULT.previousMessages()),
                cap(
                        MAX_MESSAGE_LENGTH,
                        "Most characters of one message; longer ones are visibly shortened.",
                        Caps.DEFAULT.messageLength()));
    }

    static Caps caps(ConnectionSettings settings) {
        return new Caps(
                atLeast(1, MAX_CONTEXT_PARAMETERS, settings, Caps.DEFAULT.contextParameters()),
                atLeast(20, MAX_CONTEXT_VALUE_LENGTH, settings, Caps.DEFAULT.contextValueLength()),
                atLeast(0, MAX_PREVIOUS_MESSAGES, settings, Caps.DEFAULT.previousMessages()),
                atLeast(20, MAX_MESSAGE_LENGTH, settings, Caps.DEFAULT.messageLength()));
    }

    static StartDefaults startDefaults(ConnectionSettings settings) {
        return new StartDefaults(
                settings.find(TOUCHPOINT_ID).orElse(null),
                settings.find(DEFAULT_SUBJECT).orElse(null),
                settings.find(ANONYMOUS_EMAIL).orElse(null),
                caps(settings));
    }

    static PreviousMessageCase.Mode previousMessageCase(ConnectionSettings settings) {
        return choice(
                PREVIOUS_MESSAGE_TYPE_CASE, settings, PreviousMessageCase.Mode.AUTO, PreviousMessageCase.Mode.values());
    }

    static SignedLinks.UploadMethod uploadMethod(ConnectionSettings settings) {
        return choice(UPLOAD_METHOD, settings, SignedLinks.UploadMethod.PUT, SignedLinks.UploadMethod.values());
    }

    static AuthorTypes authorTypes(ConnectionSettings settings) {
        return AuthorTypes.parse(settings.find(AUTHOR_TYPES).orElse(AuthorTypes.DEFAULT));
    }

    static int requestsPerSecond(ConnectionSettings settings) {
        return atLeast(0, REQUESTS_PER_SECOND, settings, DEFAULT_REQUESTS_PER_SECOND);
    }

    static Duration requestTimeout(ConnectionSettings settings) {
        Duration timeout = settings.duration(REQUEST_TIMEOUT, DEFAULT_REQUEST_TIMEOUT);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("setting 'request-timeout' must be longer than nothing");
        }
        return timeout;
    }

    static Duration reorderWindow(ConnectionSettings settings) {
        Duration window = settings.duration(REORDER_WINDOW, Duration.ZERO);
        if (window.isNegative() || window.compareTo(LONGEST_REORDER_WINDOW) > 0) {
            throw new IllegalArgumentException("setting 'reorder-window' must be between PT0S and PT0.5S");
        }
        return window;
    }

    private static SettingSpec cap(String name, String description, int standard) {
        return SettingSpec.optional(name, description).withDefault(String.valueOf(standard));
    }

    private static int atLeast(int least, String name, ConnectionSettings settings, int standard) {
        int value = settings.number(name, standard);
        if (value < least) {
            throw new IllegalArgumentException("setting '" + name + "' must be at least " + least);
        }
        return value;
    }

    private static <E extends Enum<E>> E choice(String name, ConnectionSettings settings, E standard, E[] choices) {
        String value = settings.find(name).orElse(standard.name()).toUpperCase(Locale.ROOT);
        return Arrays.stream(choices)
                .filter(choice -> choice.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "setting '" + name + "' must be one of " + Arrays.toString(choices)));
    }

    private static String[] names(Enum<?>[] choices) {
        return Arrays.stream(choices).map(Enum::name).toArray(String[]::new);
    }
}
