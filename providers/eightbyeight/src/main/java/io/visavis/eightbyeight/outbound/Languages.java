package io.visavis.eightbyeight.outbound;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A visitor's language as one of those by which 8x8 picks an agent (contract 2.4). */
final class Languages {
    private static final Set<String> KNOWN = Set.of(
            "en", "ru", "de", "ja", "es", "fr", "pt", "it", "pl", "hr", "nl", "ar", "da", "ko", "no", "sv", "vi", "cy",
            "th");
    private static final Set<String> TRADITIONAL_CHINESE = Set.of("TW", "HK", "MO");
    private static final String OTHERWISE = "en";

    private Languages() {}

    /** Null when the visitor named none; English for one that 8x8 does not know. */
    static @Nullable String of(@Nullable String bcp47) {
        if (bcp47 == null || bcp47.isBlank()) {
            return null;
        }
        Locale locale = Locale.forLanguageTag(bcp47.strip().replace('_', '-'));
        String language = locale.getLanguage();
        if (language.equals("zh")) {
            boolean traditional =
                    locale.getScript().equals("Hant") || TRADITIONAL_CHINESE.contains(locale.getCountry());
            return traditional ? "zh-TW" : "zh-CN";
        }
        // Both written forms of Norwegian.
        if (language.equals("nb") || language.equals("nn")) {
            return "no";
        }
        return KNOWN.contains(language) ? language : OTHERWISE;
    }
}
