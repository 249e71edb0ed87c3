package io.visavis.acceptance.author;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** What a page of ours tells its reader to type, word by word: one that has gone wrong fails the test that follows it. */
final class Guide {
    private static final String INDENT = "    ";
    private static final Pattern JSON = Pattern.compile("-d '(.*?)'", Pattern.DOTALL);

    private final String text;

    Guide(String page) {
        try {
            this.text = Files.readString(Repository.file(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of the only command with this part, without what is chained before it and the comment behind it. */
    List<String> command(String part) {
        List<String> found = text.lines()
                .filter(line -> line.startsWith(INDENT) && line.contains(part))
                .toList();
        assertThat(found).as("commands with '%s'", part).hasSize(1);
        String line = found.getFirst().strip().replaceFirst("\\s+#.*", "");
        String[] chained = line.split(" && ", -1);
        return List.of(chained[chained.length - 1].split(" ", -1));
    }

    /** The body that makes a connection, for the vendor at this address. */
    String connection(String address) {
        List<String> bodies =
                JSON.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(bodies).as("bodies that the page sends").hasSize(1);
        String body = bodies.getFirst();
        assertThat(body).contains("http://localhost:PORT");
        return body.replace("http://localhost:PORT", address);
    }
}
