package io.visavis.talkdesk.inbound;

import io.visavis.spi.Author;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose words a message is, by the free text in {@code author.type}. No list of values is published, so the type is
 * compared by the words it contains, in a fixed order (contract 3.9); what none matches is the agent's: something
 * Talkdesk sent must be shown rather than lost. Thread-safe.
 */
public final class AuthorTypes {
    /** The setting's default value. */
    public static final String DEFAULT = "agent=agent,user=agent,supervisor=agent,"
            + "bot=bot,virtual=bot,autopilot=bot,assist=bot,"
            + "system=system,flow=system,automat=system,"
            + "contact=visitor,customer=visitor,visitor=visitor,external=visitor,person=visitor";

    private static final Logger log = LoggerFactory.getLogger(AuthorTypes.class);
    private static final int UNKNOWN_REMEMBERED = 50;
    private static final int LONGEST_LOGGED = 40;

    private final List<Rule> rules;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    private AuthorTypes(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads {@code word=kind,word=kind}; earlier pairs win.
     *
     * @throws IllegalArgumentException naming the pair that cannot be read
     */
    public static AuthorTypes parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            if (!pair.isBlank()) {
                rules.add(Rule.parse(pair.strip()));
            }
        }
        return new AuthorTypes(List.copyOf(rules));
    }

    Author.Kind kindOf(String type) {
        String folded = type.toLowerCase(Locale.ROOT);
        for (Rule rule : rules) {
            if (folded.contains(rule.word)) {
                return rule.kind;
            }
        }
        if (!folded.isBlank()) {
            warnOnce(folded);
        }
        return Author.Kind.AGENT;
    }

    private void warnOnce(String type) {
        String shown =
                type.substring(0, Math.min(type.length(), LONGEST_LOGGED)).replaceAll("[^\\w .:-]", "?");
        if (unknown.size() < UNKNOWN_REMEMBERED && unknown.add(shown)) {
            log.warn("Author type '{}' is unknown and taken for an agent; see the setting 'author-types'", shown);
        }
    }

    private record Rule(String word, Author.Kind kind) {
        static Rule parse(String pair) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String word = pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String kind = pair.substring(equals + 1).strip().toUpperCase(Locale.ROOT);
                for (Author.Kind known : Author.Kind.values()) {
                    if (known.name().equals(kind) && !word.isEmpty()) {
                        return new Rule(word, known);
                    }
                }
            }
            throw new IllegalArgumentException("setting 'author-types' has '" + pair
                    + "'; write word=kind, where kind is agent, bot, system or visitor");
        }
    }
}
