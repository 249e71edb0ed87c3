package io.visavis.talkdesk.outbound;

import io.visavis.spi.AccessToken;
import java.util.List;
import java.util.Set;

/**
 * What the account's OAuth client may do, learnt from the last token's scopes. No scope is asked for, so Talkdesk grants
 * and names all that the client has (contract 2.3). Thread-safe.
 */
public final class GrantedScopes {
    static final String WRITE = "digital-connect:write";
    static final String ATTACHMENTS_READ = "attachments:read";
    private static final List<String> UPLOAD = List.of("attachments:request", "attachments:write");
    private static final List<String> DOWNLOAD = List.of("attachments:download");

    private volatile Set<String> scopes = Set.of();

    void learn(AccessToken token) {
        scopes = token.scopes();
    }

    /** Whether the scope is known to be granted. */
    boolean include(String scope) {
        return scopes.contains(scope);
    }

    /** Whether scopes are known and this one is not among them. */
    boolean lack(String scope) {
        return lackAny(List.of(scope));
    }

    /** Whether a visitor's files are known not to get through. */
    public boolean lackUpload() {
        return lackAny(UPLOAD);
    }

    /** Whether an agent's files are known not to get through. */
    public boolean lackDownload() {
        return lackAny(DOWNLOAD);
    }

    private boolean lackAny(List<String> needed) {
        Set<String> known = scopes;
        return !known.isEmpty() && !known.containsAll(needed);
    }
}
