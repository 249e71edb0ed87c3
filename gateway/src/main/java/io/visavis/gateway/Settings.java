package io.visavis.gateway;

import static io.visavis.gateway.SettingShape.BYTES;
import static io.visavis.gateway.SettingShape.COUNT;
import static io.visavis.gateway.SettingShape.LEVEL;
import static io.visavis.gateway.SettingShape.LIFE;
import static io.visavis.gateway.SettingShape.LIMITS;
import static io.visavis.gateway.SettingShape.NUMBER;
import static io.visavis.gateway.SettingShape.PORT;
import static io.visavis.gateway.SettingShape.SPAN;
import static io.visavis.gateway.SettingShape.SWITCH;
import static io.visavis.gateway.SettingShape.TEXT;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.order.Ordered;
import io.visavis.gateway.kernel.KnownNames;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's settings and their shapes, judged before anything else is made: most are bound when they are first used, and
 * by then a wrong one would fail a visitor. What a setting must be beyond its shape is said by the class that it is for, which is
 * made at the start as well.
 */
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final String PREFIX = "VISAVIS_";

    private static final Map<SettingShape, List<String>> NAMES = Map.of(
            TEXT,
            List.of(
                    "home",
                    "host",
                    "public-url",
                    "plugins",
                    "plugin-hashes",
                    "plugin-signers",
                    "master-key",
                    "admin-password",
                    "db.url",
                    "db.user",
                    "db.password",
                    "frame-ancestors",
                    "link-hosts",
                    "stun-urls",
                    "turn-urls",
                    "turn-secret",
                    "attachments.types",
                    "trusted-proxies",
                    "call.engine"),
            PORT,
            List.of("port"),
            COUNT,
            List.of("db.pool", "commit.batch", "commit.queue", "inbox.memory"),
            BYTES,
            List.of("attachments.max-bytes", "attachments.max-download-bytes"),
            NUMBER,
            List.of("commit.committers"),
            LIFE,
            List.of(
                    "turn-life",
                    "handover-life",
                    "commit.patience",
                    "retention.every",
                    "call.ticket-life",
                    "call.ticket-life-max",
                    "call.chat-ticket-life",
                    "call.agent-link-life",
                    "call.token-life",
                    "call.offer-life",
                    "call.facade-patience"),
            SPAN,
            List.of(
                    "idle.after",
                    "idle.warning",
                    "retention.conversations",
                    "retention.abandoned",
                    "retention.deliveries",
                    "retention.signals",
                    "call.away-after",
                    "call.grace",
                    "call.empty-grace",
                    "call.conversation-grace"),
            SWITCH,
            List.of("relay-only", "unsafe.unauthenticated-webhooks"),
            LIMITS,
            List.of("rate-limits"),
            LEVEL,
            List.of("log", "access-log"));

    /** The launcher's and the tests'. */
    private static final Set<String> OF_OTHERS =
            Set.of(PREFIX + "JAVA_HOME", PREFIX + "JAVA_OPTS", PREFIX + "CHROMIUM");

    /** By name, in order. */
    private static final Map<String, SettingShape> SHAPES = new TreeMap<>();

    static {
        NAMES.forEach((shape, names) -> names.forEach(name -> SHAPES.put(name, shape)));
    }

    /** @throws ConfigurationException naming the first variable, in their order, whose value has not its shape */
    Settings(Environment environment, ConversionService conversions) {
        SHAPES.forEach((name, shape) -> environment
                .getProperty("visavis." + name, String.class)
                .filter(value -> !shape.fits(value.strip(), conversions))
                .ifPresent(value -> {
                    throw new ConfigurationException(
                            variable(name) + "=" + value.strip() + " is not " + shape.words() + ".");
                }));
        unknown(System.getenv().keySet()).forEach(LOG::warn);
    }

    /** As the environment has them. */
    static Set<String> variables() {
        return SHAPES.keySet().stream().map(Settings::variable).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A sentence for each variable that looks like one of ours and is none. */
    static List<String> unknown(Collection<String> environment) {
        Set<String> known = variables();
        Set<String> endings = known.stream().map(Settings::unprefixed).collect(Collectors.toSet());
        return environment.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name) && !OF_OTHERS.contains(name))
                .sorted()
                .map(name -> KnownNames.nearest(unprefixed(name), endings)
                        .map(near -> name + " is no setting and does nothing; did you mean " + PREFIX + near + "?")
                        .orElse(name + " is no setting and does nothing; the README's table has all there are."))
                .toList();
    }

    /** What all names share would make strangers look near. */
    private static String unprefixed(String variable) {
        return variable.substring(PREFIX.length());
    }

    private static String variable(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
