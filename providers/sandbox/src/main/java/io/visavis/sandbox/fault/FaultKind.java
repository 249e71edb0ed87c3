package io.visavis.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong. Names starting with {@code event-} befall events, the others calls to the vendor's API. */
public enum FaultKind {
    /** Answers {@code status} with the vendor's error body, before or {@code after} processing. */
    STATUS,
    /** Cuts the connection at once, as close to a refused one as a listening socket gets. */
    REFUSE,
    /** Reads the request, then resets the connection without processing it. */
    RESET_BEFORE,
    /** Processes the request, then resets the connection: the caller cannot know. */
    RESET_AFTER,
    /** Processes, then lets the status line and headers trickle for {@code seconds}. */
    SLOW_HEADERS,
    /** Processes, sends the headers, then lets the body trickle for {@code seconds}. */
    SLOW_BODY,
    /** Reads the request and never answers, for {@code seconds} (600) or until the fault is cleared. */
    HANG,
    /** 200 with an HTML page, as a captive proxy would; nothing processed. */
    HTML,
    /** 200 with a JSON body that breaks off; nothing processed. */
    INVALID_JSON,
    /** 307 to {@code /elsewhere} beside the path; nothing processed. */
    REDIRECT,
    /** Processes, then answers with a JSON string that does not end, up to 1 GB. */
    ENDLESS,
    /** Processes, then answers with about 1 MB of gzip that unpack to 1 GB. */
    GZIP_BOMB,
    /** Processes and answers as usual, then closes a connection that the answer promised to keep. */
    CLOSE_SILENTLY,
    /** Processes once and answers twice, with the same bytes. */
    TWICE,
    /** Processes, and answers 100 before the usual answer, though nobody asked whether to go on. */
    CONTINUE_FIRST,
    /** Processes and answers as usual, but without {@code id}. */
    MISSING_ID,
    /** Waits {@code seconds}, then processes and answers as usual. */
    LATE,
    EVENT_DUPLICATE,
    EVENT_REORDER,
    EVENT_DELAY,
    EVENT_DROP,
    EVENT_BLANK_IDS,
    EVENT_UNRESOLVED_IDS,
    EVENT_EXPIRED_TOKEN,
    EVENT_BAD_SIGNATURE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static FaultKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown kind; known are "
                        + Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", "))));
    }

    boolean befallsEvents() {
        return name().startsWith("EVENT_");
    }
}
