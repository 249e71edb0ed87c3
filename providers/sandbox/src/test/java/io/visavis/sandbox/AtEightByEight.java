package io.visavis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests of the fake 8x8: one sandbox for a class; each test finds it as new, and has a webhook of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtEightByEight {

    static final String CONVERSATIONS = "/chat-gateway/v1/conversations";
    static final String CREATE = "{\"channelId\":\"sandbox-channel\",\"user\":{\"name\":\"Dana\","
            + "\"email\":\"dana@example.com\",\"additionalProperties\":[{\"key\":\"gateway_session\",\"value\":\"s-8\"}]}}";

    RunningSandbox sandbox;
    FakeWebhook webhook;

    @BeforeAll
    void startSandbox() throws IOException {
        sandbox = new RunningSandbox();
    }

    @AfterAll
    void stopSandbox() throws IOException {
        sandbox.close();
    }

    @BeforeEach
    void startWebhook() throws IOException {
        sandbox.control("POST", "/reset?settings=true", "");
        webhook = new FakeWebhook();
        settings("{\"webhookUri\":\"" + webhook.url() + "\"}");
    }

    @AfterEach
    void stopWebhook() {
        webhook.close();
    }

    void settings(String changes) {
        var answer = sandbox.control("PATCH", "/settings", "{\"8x8\":" + changes + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** With the API's key, unless the headers, names and values in turn, have another. */
    RunningSandbox.Answer api(String method, String path, String body, String... headers) {
        var response = response(method, path, body, headers);
        return new RunningSandbox.Answer(response.statusCode(), response.body());
    }

    HttpResponse<String> response(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .setHeader("x-api-key", "eght_sandbox-key")
                .setHeader("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return sandbox.respond(request);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    JsonNode read(String path) {
        var answer = api("GET", path, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** One member of each element of a list. */
    List<String> each(String path, String name, String member) {
        return read(path)
                .at("/_embedded/" + name)
                .valueStream()
                .map(one -> one.path(member).asText())
                .toList();
    }

    String created() {
        return created(CREATE);
    }

    String created(String body) {
        var answer = api("POST", CONVERSATIONS, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        webhook.await("QUEUED");
        return answer.json().path("conversationId").asText();
    }

    JsonNode act(String id, String action, String body) {
        var answer = sandbox.control("POST", "/conversations/" + id + "/" + action + "?wait=true", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    RunningSandbox.Answer said(String id, String author, String text) {
        return api(
                "POST",
                CONVERSATIONS + "/" + id + "/messages",
                "{\"authorType\":\"" + author + "\",\"text\":\"" + text + "\"}");
    }

    /** Takes the file up; its id. */
    String uploaded(String conversation, String name, String content) {
        var body = """
                --b
                Content-Disposition: form-data; name="authorType"

                user
                --b
                Content-Disposition: form-data; name="attachment"; filename="%s"
                Content-Type: text/plain

                %s
                --b--
                """.formatted(name, content).replace("\n", "\r\n");
        var answer = api(
                "POST",
                CONVERSATIONS + "/" + conversation + "/attachments",
                body,
                "Content-Type",
                "multipart/form-data; boundary=b");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("id").asText();
    }
}
