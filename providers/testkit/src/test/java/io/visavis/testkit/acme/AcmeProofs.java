package io.visavis.testkit.acme;

import io.visavis.spi.ProviderException;
import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** An HMAC over account and body, with a key that Acme hands out; kept once it is known. */
public class AcmeProofs {
    public static final String ACCOUNT = "X-Acme-Account";
    public static final String SIGNATURE = "X-Acme-Signature";
    /** What the vendor tries an address with. */
    public static final String TEST_CALL = "kind=test-call";

    /** A delivery waits for it. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final AcmeLine line;
    private volatile @Nullable String secret;

    public AcmeProofs(AcmeLine line) {
        this.line = line;
    }

    public Verdict judge(RawWebhook webhook) {
        if (webhook.bodyText().equals(TEST_CALL)) {
            return testCall();
        }
        Optional<byte[]> signature = webhook.header(SIGNATURE).flatMap(this::bytes);
        Optional<String> account = account(webhook);
        if (signature.isEmpty() || account.isEmpty()) {
            return new Verdict.Refused("no proof");
        }
        if (!isOurs(account.get())) {
            return new Verdict.Refused("another account");
        }
        Optional<String> known = secret();
        if (known.isEmpty()) {
            return withoutKey();
        }
        byte[] expected = sign(known.get(), account.get(), signedPart(webhook.body()));
        return MessageDigest.isEqual(expected, signature.get())
                ? new Verdict.Accepted()
                : new Verdict.Refused("the signature does not fit");
    }

    protected Verdict testCall() {
        return new Verdict.Handshake(200, "text/plain", "ok");
    }

    protected Optional<String> account(RawWebhook webhook) {
        return webhook.header(ACCOUNT);
    }

    protected boolean isOurs(String account) {
        return account.equals(Acme.ACCOUNT);
    }

    protected byte[] signedPart(byte[] body) {
        return body;
    }

    protected Verdict withoutKey() {
        return new Verdict.Undecided("Acme's key cannot be fetched");
    }

    protected Optional<byte[]> bytes(String hex) {
        return hex.matches("([0-9a-f]{2})+") ? Optional.of(HexFormat.of().parseHex(hex)) : Optional.empty();
    }

    private Optional<String> secret() {
        if (secret == null) {
            try {
                HttpResponse<String> answer =
                        line.call(PATIENCE, "GET", "/key", null, BodyPublishers.noBody(), BodyHandlers.ofString());
                secret = answer.statusCode() == 200 ? answer.body() : null;
            } catch (ProviderException _) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(secret);
    }

    public static byte[] sign(String secret, String account, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes((account + "\n").getBytes(StandardCharsets.UTF_8));
            signed.writeBytes(body);
            return mac.doFinal(signed.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
