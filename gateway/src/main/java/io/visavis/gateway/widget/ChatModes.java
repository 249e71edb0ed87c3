package io.visavis.gateway.widget;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpStatus;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.widget.Wire.Capabilities;
import io.visavis.gateway.widget.Wire.Limits;
import io.visavis.spi.Capability;
import io.visavis.spi.ConversationRules;
import io.visavis.spi.OptionSpec;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the contact centres behind an application carry, in the words of the widget. */
@Singleton
final class ChatModes {
    private static final String NATIVE = "native";
    private static final String NONE = "none";
    private static final int FILES_PER_MESSAGE = 5;

    private final LiveProviders providers;
    private final FileTypes types;
    private final long attachmentBytes;

    ChatModes(
            LiveProviders providers,
            FileTypes types,
            @Value("${visavis.attachments.max-bytes:20971520}") long attachmentBytes) {
        this.providers = providers;
        this.types = types;
        this.attachmentBytes = attachmentBytes;
    }

    /** The first connection of each mode, oldest first. */
    List<LiveProvider> of(ApplicationId application) {
        Map<String, LiveProvider> first = new LinkedHashMap<>();
        providers
                .ofApplication(application)
                .forEach(live -> first.putIfAbsent(live.descriptor().chatMode(), live));
        return List.copyOf(first.values());
    }

    /** What the options of its modes are called, all together. */
    Set<String> optionsOfAny(ApplicationId application) {
        return of(application).stream().flatMap(ChatModes::options).collect(Collectors.toSet());
    }

    /** What the options of one are called. */
    static Stream<String> options(LiveProvider live) {
        return live.descriptor().options().stream().map(OptionSpec::name);
    }

    Optional<LiveProvider> find(ConnectionId connection) {
        return providers.find(connection);
    }

    /**
     * The connection that a chat goes to. Where an application has several of one mode, an option that a connection holds
     * with the same value decides; else the oldest takes it.
     *
     * @param only the one connection that may be taken; null for any
     */
    Optional<LiveProvider> choose(
            ApplicationId application, String chatMode, Map<String, String> options, @Nullable ConnectionId only) {
        List<LiveProvider> able = providers.ofApplication(application).stream()
                .filter(live -> live.descriptor().chatMode().equals(chatMode))
                .filter(live -> only == null || live.connectionId().equals(only))
                .toList();
        return able.stream()
                .filter(live -> options(live)
                        .anyMatch(name -> options.containsKey(name)
                                && options.get(name).equals(live.settings().get(name))))
                .findFirst()
                .or(() -> able.stream().findFirst());
    }

    static boolean can(LiveProvider live, Capability... any) {
        Set<Capability> declared = live.descriptor().capabilities();
        for (Capability capability : any) {
            if (declared.contains(capability)) {
                return true;
            }
        }
        return false;
    }

    /** What serves the conversation; 503 while it is switched off. */
    LiveProvider require(Conversation conversation) {
        return find(conversation.connectionId())
                .orElseThrow(() -> noCentre("The contact centre of this conversation is switched off at the moment."));
    }

    /** 503: there may be one in a while. */
    static ProblemException noCentre(String detail) {
        return ProblemException.later(
                HttpStatus.SERVICE_UNAVAILABLE, "no-contact-centre", detail, Duration.ofSeconds(30));
    }

    Capabilities capabilities(LiveProvider live) {
        return new Capabilities(
                level(live, Capability.AGENT_TYPING, Capability.VISITOR_TYPING),
                level(live, Capability.RECEIPTS_FROM_AGENT, Capability.RECEIPTS_TO_AGENT),
                level(live, Capability.ATTACHMENTS_TO_VISITOR),
                level(live, Capability.ATTACHMENTS_TO_AGENT),
                level(live, Capability.CARDS),
                level(live, Capability.TRANSCRIPT),
                level(live, Capability.CONTEXT),
                level(live, Capability.CONTEXT_UPDATE),
                level(live, Capability.QUEUE_POSITION),
                level(live, Capability.TRANSFER),
                NATIVE);
    }

    Limits limits(LiveProvider live) {
        return limits(live.descriptor().rules(), can(live, Capability.ATTACHMENTS_TO_AGENT));
    }

    /** What holds whatever the mode. */
    Limits generalLimits() {
        return limits(ConversationRules.defaults(), true);
    }

    private Limits limits(ConversationRules rules, boolean files) {
        return new Limits(
                rules.maxTextLength(),
                files ? attachmentBytes : 0,
                files ? types.allowed() : List.of(),
                files ? FILES_PER_MESSAGE : 0);
    }

    private static String level(LiveProvider live, Capability... any) {
        return can(live, any) ? NATIVE : NONE;
    }
}
