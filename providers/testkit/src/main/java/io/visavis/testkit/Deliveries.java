package io.visavis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.spi.RawWebhook;
import io.visavis.spi.Verdict;
import io.visavis.spi.WebhookAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One delivery of a vendor that proves them, to be tampered with. */
record Deliveries(WebhookAuthenticator authenticator, VendorProof proof, RawWebhook delivery) {

    /** Its genuine headers. */
    Map<String, String> headers() {
        return proof.headers(delivery);
    }

    Map<String, String> headersOfAnother() {
        return proof.headersOfAnother(delivery);
    }

    byte[] body() {
        return delivery.body();
    }

    Verdict judge(Map<String, String> headers, byte[] body) {
        Map<String, List<String>> lists = new TreeMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return judge(new RawWebhook(delivery.action(), lists, body, delivery.receivedAt()));
    }

    Verdict judge(RawWebhook webhook) {
        return authenticator.authenticate(webhook);
    }

    void expectRefusal(String what, Map<String, String> headers, byte[] body) {
        assertThat(judge(headers, body))
                .as("the verdict on a delivery %s", what)
                .isInstanceOf(Verdict.Refused.class);
    }
}
