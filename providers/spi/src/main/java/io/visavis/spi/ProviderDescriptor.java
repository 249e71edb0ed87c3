package io.visavis.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What a provider is called, what it can do and what it must be told. Immutable. */
public final class ProviderDescriptor {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    /** A source of a Content-Security-Policy; nothing that could end one directive and begin another. */
    private static final Pattern DESK = Pattern.compile("https://(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]+)?");

    private static final Pattern PATH = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*");

    private final String id;
    private final String displayName;
    private final String chatMode;
    private final String webhookPath;
    private final Set<Capability> capabilities;
    private final List<SettingSpec> settings;
    private final List<OptionSpec> options;
    private final Set<CustomerField> requiredCustomerFields;
    private final List<String> agentDesks;
    private final ConversationRules rules;

    private ProviderDescriptor(Builder builder) {
        this.id = matching(NAME, builder.id, "id");
        this.displayName = Objects.requireNonNull(builder.displayName, "displayName");
        this.chatMode = matching(NAME, builder.chatMode, "chatMode");
        this.webhookPath = matching(PATH, builder.webhookPath, "webhookPath");
        this.capabilities = Set.copyOf(builder.capabilities);
        this.settings = List.copyOf(builder.settings);
        this.options = List.copyOf(builder.options);
        this.requiredCustomerFields = Set.copyOf(builder.requiredCustomerFields);
        this.agentDesks = builder.agentDesks.stream()
                .map(desk -> matching(DESK, desk, "agentDesk"))
                .toList();
        this.rules = builder.rules;
    }

    /** Begins a descriptor; {@code id} is the provider's short name, for example {@code talkdesk}. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** A builder that begins with all of this descriptor; see {@link Provider#describe}. */
    public Builder toBuilder() {
        Builder builder = new Builder(id)
                .displayName(displayName)
                .chatMode(chatMode)
                .webhookPath(webhookPath)
                .rules(rules);
        builder.capabilities.addAll(capabilities);
        builder.settings.addAll(settings);
        builder.options.addAll(options);
        builder.requiredCustomerFields.addAll(requiredCustomerFields);
        builder.agentDesks.addAll(agentDesks);
        return builder;
    }

    /** Short name, unique among installed providers. */
    public String id() {
        return id;
    }

    /** Name for people, for example {@code Talkdesk Digital Connect}. */
    public String displayName() {
        return displayName;
    }

    /** Value of the widget's {@code chat-mode} attribute, unique among installed providers. */
    public String chatMode() {
        return chatMode;
    }

    /** Where its webhooks arrive: {@code /api/{webhookPath}/{connection}/conversations/events}. */
    public String webhookPath() {
        return webhookPath;
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** What an administrator enters for a connection. */
    public List<SettingSpec> settings() {
        return settings;
    }

    /** Attributes the site sets on the widget for this mode, for example {@code dc-touchpoint-id}. */
    public List<OptionSpec> options() {
        return options;
    }

    /** What the vendor must know of the visitor before a chat can start. */
    public Set<CustomerField> requiredCustomerFields() {
        return requiredCustomerFields;
    }

    /** Origins that may show the agent's page in a frame, for example {@code https://*.desk.example}. */
    public List<String> agentDesks() {
        return agentDesks;
    }

    public ConversationRules rules() {
        return rules;
    }

    private static String matching(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " '" + value + "' must match " + pattern);
        }
        return value;
    }

    /** Collects a descriptor. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private String displayName;
        private String chatMode;
        private String webhookPath;
        private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        private final List<SettingSpec> settings = new ArrayList<>();
        private final List<OptionSpec> options = new ArrayList<>();
        private final Set<CustomerField> requiredCustomerFields = EnumSet.noneOf(CustomerField.class);
        private final List<String> agentDesks = new ArrayList<>();
        private ConversationRules rules = ConversationRules.defaults();

        private Builder(String id) {
            this.id = id;
            this.displayName = id;
            this.chatMode = id;
            this.webhookPath = id;
        }

        public Builder displayName(String name) {
            this.displayName = name;
            return this;
        }

        public Builder chatMode(String mode) {
            this.chatMode = mode;
            return this;
        }

        public Builder webhookPath(String path) {
            this.webhookPath = path;
            return this;
        }

        public Builder capabilities(Capability... added) {
            this.capabilities.addAll(List.of(added));
            return this;
        }

        public Builder without(Collection<Capability> removed) {
            this.capabilities.removeAll(removed);
            return this;
        }

        public Builder setting(SettingSpec setting) {
            this.settings.add(setting);
            return this;
        }

        public Builder option(OptionSpec option) {
            this.options.add(option);
            return this;
        }

        public Builder requires(CustomerField... fields) {
            this.requiredCustomerFields.addAll(List.of(fields));
            return this;
        }

        public Builder doesNotRequire(CustomerField... fields) {
            this.requiredCustomerFields.removeAll(List.of(fields));
            return this;
        }

        /** Where the vendor's agents work; see {@link ProviderDescriptor#agentDesks}. */
        public Builder agentDesks(String... origins) {
            this.agentDesks.addAll(List.of(origins));
            return this;
        }

        public Builder rules(ConversationRules conversationRules) {
            this.rules = conversationRules;
            return this;
        }

        public ProviderDescriptor build() {
            return new ProviderDescriptor(this);
        }
    }
}
