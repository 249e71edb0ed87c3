package io.visavis.talkdesk.inbound;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a time in the forms Talkdesk may send; its format is documented nowhere (contract 3.6). ISO 8601 with {@code Z} or an
 * offset, with or without a fraction, else epoch seconds or milliseconds.
 */
final class TalkdeskTimestamps {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Epoch numbers from here on are milliseconds: as seconds this would be the year 5138. */
    private static final BigDecimal FIRST_MILLISECONDS = new BigDecimal("100000000000");

    private static final BigDecimal THOUSAND = new BigDecimal(1000);
    private static final int LONGEST = 40;

    /** Outside these years a value is a mistake, and would put an event where no reader looks. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private TalkdeskTimestamps() {}

    /** Empty when the text is no time, or one that cannot be. */
    static Optional<Instant> parse(String text) {
        String value = text.strip();
        if (value.isEmpty() || value.length() > LONGEST) {
            return Optional.empty();
        }
        return iso(value).or(() -> epoch(value)).filter(at -> at.isAfter(EARLIEST) && at.isBefore(LATEST));
    }

    private static Optional<Instant> iso(String value) {
        if (value.indexOf('-') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(ISO.parse(value, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> epoch(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            // An exponent such as 1e999999999 would cost all memory as a whole number.
            if (number.signum() <= 0 || number.precision() - number.scale() > 15) {
                return Optional.empty();
            }
            BigDecimal millis = number.compareTo(FIRST_MILLISECONDS) < 0 ? number.multiply(THOUSAND) : number;
            return Optional.of(Instant.ofEpochMilli(millis.longValue()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
