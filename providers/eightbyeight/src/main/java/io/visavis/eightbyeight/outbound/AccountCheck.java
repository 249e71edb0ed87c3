package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.eightbyeight.signature.SignatureMode;
import io.visavis.spi.CheckResult;
import io.visavis.spi.ProviderException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whether the account answers and its channel is there, without changing anything; and, before all else, whether anybody could
 * speak for its agents (contract 7, item 1).
 */
public final class AccountCheck {
    private static final String PURPOSE = "check account";

    private final EightByEightApi api;
    private final @Nullable String channelId;
    private final URI webhookUrl;
    private final SignatureMode signature;

    public AccountCheck(EightByEightApi api, @Nullable String channelId, URI webhookUrl, SignatureMode signature) {
        this.api = api;
        this.channelId = channelId;
        this.webhookUrl = webhookUrl;
        this.signature = signature;
    }

    public CheckResult run() {
        CheckResult account = account();
        return signature == SignatureMode.REQUIRED
                ? account
                : new CheckResult(
                        account.ok(),
                        "WARNING: deliveries are not proved, so whoever knows the webhook's address can speak for agents. The"
                                + " setting 'signature' is " + signature + "; set it to REQUIRED. " + account.detail());
    }

    private CheckResult account() {
        try {
            if (channelId == null) {
                api.callOrThrow(ApiRequest.get("/chat-gateway/v1/channels?size=1", PURPOSE));
                return CheckResult.ok(
                        "8x8 answers and accepts the API key, but no channel is set: no chat comes through"
                                + " unless its page names one as 'cg-channel-id'. The connection's set-up (its address and /setup)"
                                + " makes or chooses one for all. Address for the webhook in 8x8: " + webhookUrl);
            }
            Reply channel = api.call(ApiRequest.get("/chat-gateway/v1/channels/" + PathSegment.of(channelId), PURPOSE));
            if (channel.status() == 404) {
                return CheckResult.failed("8x8 answers, but knows no channel '" + channelId
                        + "': compare 'cg-channel-id' with Configuration Manager > Channels > Chat API.");
            }
            if (!channel.isSuccess()) {
                throw api.refusal(channel, PURPOSE);
            }
            return CheckResult.ok("8x8 answers, accepts the API key and knows the channel '"
                    + channel.text("name").orElse(channelId) + "'. Address for the webhook in 8x8: " + webhookUrl);
        } catch (ProviderException e) {
            return CheckResult.failed("8x8 cannot be used: " + e.getMessage() + ".");
        }
    }
}
