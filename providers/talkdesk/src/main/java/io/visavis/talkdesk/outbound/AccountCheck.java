package io.visavis.talkdesk.outbound;

import io.visavis.spi.CheckResult;
import io.visavis.spi.ProviderException;
import java.net.URI;

/** Whether the account answers, without changing anything there. */
public final class AccountCheck {
    private static final String PURPOSE = "check account";

    private final TalkdeskApi api;
    private final GrantedScopes scopes;
    private final URI webhookUrl;

    public AccountCheck(TalkdeskApi api, GrantedScopes scopes, URI webhookUrl) {
        this.api = api;
        this.scopes = scopes;
        this.webhookUrl = webhookUrl;
    }

    public CheckResult run() {
        try {
            api.token();
            if (scopes.lack(GrantedScopes.WRITE)) {
                return CheckResult.failed("The OAuth client lacks the scope " + GrantedScopes.WRITE
                        + ": add it in Talkdesk under Builder > OAuth Clients.");
            }
            reachApi();
            return CheckResult.ok("Talkdesk answers and accepts our token. " + files()
                    + " Base path of the Talkdesk integration: " + webhookUrl);
        } catch (ProviderException e) {
            return CheckResult.failed("Talkdesk cannot be used: " + e.getMessage() + ".");
        }
    }

    /**
     * Digital Connect has no operation that only reads. Where the client may list attachments that is asked; else an
     * address that does not exist shows at least that the API is there and takes the token.
     */
    private void reachApi() {
        boolean mayList = scopes.include(GrantedScopes.ATTACHMENTS_READ);
        String path = mayList ? AttachmentsApi.COLLECTION + "?per_page=1" : ConversationResource.COLLECTION;
        Reply reply = api.call(ApiRequest.get(path, PURPOSE));
        boolean noSuchAddress = reply.status() == 403 || reply.status() == 404 || reply.status() == 405;
        if (!reply.isSuccess() && (mayList || !noSuchAddress)) {
            throw api.refusal(reply, PURPOSE);
        }
    }

    private String files() {
        if (scopes.lackUpload() || scopes.lackDownload()) {
            return "Files stay off: the OAuth client lacks some of attachments:request, attachments:write,"
                    + " attachments:read, attachments:download.";
        }
        return "Files can be sent both ways.";
    }
}
