package io.visavis.sandbox.talkdesk;

import java.util.List;

/** OAuth scopes of contract 2.3. */
final class Scopes {

    static final String CONVERSATIONS = "digital-connect:write";
    static final String ATTACHMENTS_REQUEST = "attachments:request";
    static final String ATTACHMENTS_WRITE = "attachments:write";
    static final String ATTACHMENTS_READ = "attachments:read";
    static final String ATTACHMENTS_DOWNLOAD = "attachments:download";

    static final List<String> ALL = List.of(
            CONVERSATIONS,
            "digital-connect:read",
            ATTACHMENTS_REQUEST,
            ATTACHMENTS_WRITE,
            ATTACHMENTS_READ,
            ATTACHMENTS_DOWNLOAD);

    private Scopes() {}
}
