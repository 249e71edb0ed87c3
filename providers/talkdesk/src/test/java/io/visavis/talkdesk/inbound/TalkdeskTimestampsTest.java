package io.visavis.talkdesk.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TalkdeskTimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "2025-03-04T09:15:42Z, 2025-03-04T09:15:42Z",
        "2025-03-04T09:15:42.004Z, 2025-03-04T09:15:42.004Z",
        "2025-03-04t09:15:42.004z, 2025-03-04T09:15:42.004Z",
        "2025-03-04T09:15:42.123456789Z, 2025-03-04T09:15:42.123456789Z",
        "2025-03-04T11:15:42+02:00, 2025-03-04T09:15:42Z",
        "2025-03-04T11:15:42.5+0200, 2025-03-04T09:15:42.5Z",
        "2025-03-04T11:15:42+02, 2025-03-04T09:15:42Z",
        "2025-03-04T09:15Z, 2025-03-04T09:15:00Z",
        " 2025-03-04T09:15:42Z , 2025-03-04T09:15:42Z"
    })
    void readsIsoTimesWithAnOffset(String text, Instant expected) {
        assertThat(TalkdeskTimestamps.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1741079742, 2025-03-04T09:15:42Z",
        "1741079742.437, 2025-03-04T09:15:42.437Z",
        "1741079742437, 2025-03-04T09:15:42.437Z",
        "1.741079742437E12, 2025-03-04T09:15:42.437Z"
    })
    void readsEpochSecondsAndMilliseconds(String text, Instant expected) {
        assertThat(TalkdeskTimestamps.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "{{timestamp}}",
                "2025-03-04T09:15:42",
                "2025-13-04T09:15:42Z",
                "2025-02-30T09:15:42Z",
                "-1741079742",
                "0",
                "1e999999999",
                "1e-999999999",
                "NaN",
                "Infinity",
                "9999-12-31T23:59:59Z",
                "1970-01-01T00:00:00Z",
                "99999999999999999999999999999999999999999999"
            })
    void whatIsNoUsableTimeIsNotRead(String text) {
        assertThat(TalkdeskTimestamps.parse(text)).isEmpty();
    }
}
