package io.visavis.spi;

import java.util.Optional;

/**
 * One configured account of a contact centre (a connection).
 *
 * <p>Methods block and are called from many virtual threads at once; an interrupt cancels. The gateway sets the
 * deadlines. A provider owns no thread pools; it keeps no conversation state: the gateway's log is the truth.
 *
 * <p>What not every vendor has is a role of its own: an empty {@link Optional} means "not here", and a capability that
 * the {@linkplain ProviderDescriptor descriptor} declares has its role.
 */
public interface Provider extends AutoCloseable {

    /** Says whether the account can be used now: reaches the vendor, changes nothing there. */
    CheckResult check();

    /**
     * What this connection offers of all that its factory {@linkplain ProviderFactory#describe() declares}: the same, or
     * with its own rules, without what its account has no rights for, without required fields that a setting fills in.
     * The identity (id, chat mode, webhook path) stays. No I/O; asked again when needed, because an account's rights may
     * be known only after the first token.
     */
    default ProviderDescriptor describe(ProviderDescriptor declared) {
        return declared;
    }

    WebhookReceiver webhooks();

    CommandSender commands();

    /**
     * The vendor's own proof on a delivery, such as a signature. Empty: the gateway checks credentials that it issued
     * to the vendor (OAuth2 bearer token, Basic, API key).
     */
    default Optional<WebhookAuthenticator> authenticator() {
        return Optional.empty();
    }

    default Optional<AttachmentTransfer> attachments() {
        return Optional.empty();
    }

    @Incubating(review = "2027-03-01")
    default Optional<Availability> availability() {
        return Optional.empty();
    }

    @Incubating(review = "2027-03-01")
    default Optional<AgentDirectory> agents() {
        return Optional.empty();
    }

    @Incubating(review = "2027-03-01")
    default Optional<Transcript> transcript() {
        return Optional.empty();
    }

    @Incubating(review = "2027-03-01")
    default Optional<Setup> setup() {
        return Optional.empty();
    }

    /** Comes once, after the last call has returned. */
    @Override
    default void close() {}
}
