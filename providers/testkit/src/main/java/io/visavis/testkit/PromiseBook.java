package io.visavis.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code CONTRACT.md}, read: every numbered promise in its own words. */
final class PromiseBook {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z][0-9]+) \\| (.+) \\|");
    private static final String KEPT_BY_THE_HOST = "*Kept by the host";

    private PromiseBook() {}

    /**
     * One promise.
     *
     * @param chapter its heading
     * @param words as they stand in the contract, with Markdown's marks
     */
    record Entry(String number, String chapter, String words) {

        /** Whether no provider can break it, because the gateway or the SPI itself keeps it. */
        boolean keptByTheHost() {
            return words.contains(KEPT_BY_THE_HOST);
        }
    }

    /** In the order of the contract. */
    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        String chapter = "";
        for (String line : Resources.text("CONTRACT.md").lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                chapter = line.substring(3);
            } else if (row.matches()) {
                entries.add(new Entry(row.group(1), chapter, row.group(2)));
            }
        }
        return entries;
    }
}
