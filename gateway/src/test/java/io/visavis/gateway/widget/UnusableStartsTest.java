package io.visavis.gateway.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts whose times and addresses pass the schema, which is laxer than what reads them. */
@MicronautTest(transactional = false)
@Property(name = "spec.name", value = "widget")
@Property(name = "visavis.rate-limits", value = "off")
class UnusableStartsTest {
    @Inject
    EmbeddedServer server;

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01 00:00:00Z", "2016-12-31T23:59:60Z"})
    void aTimeThatIsNoneIsNamed(String at) {
        Answer answer = start(history("\"at\": \"" + at + "\""));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("history[0].at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:",
                "https:",
                "a:",
                "http://",
                "https:///face.png",
                "javascript:alert(1)",
                "mailto:mia@example.org",
                "urn:x"
            })
    void aPictureThatIsNoWebAddressIsNamed(String url) {
        Answer answer = start(
                "\"customer\": {\"email\": \"mia@example.org\", \"avatarUrl\": \"" + url + "\"}, \"history\": []");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("customer.avatarUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "HTTPS://"})
    void aLinkThatLeadsNowhereIsNamed(String url) {
        Answer answer = start(history("\"attachments\": [{\"name\": \"a\", \"url\": \"" + url + "\"}]"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.fields()).isEqualTo("history[0].attachments[0].url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": {\"b\": 1}}", "[null]", "[{\"author\": \"bot\", \"attachments\": {\"a\": 1}}]"})
    void aHistoryOfAnotherShapeIsRefused(String history) {
        Answer answer = start("\"customer\": {\"email\": \"mia@example.org\"}, \"history\": " + history);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"at\": \"2020-01-01t00:00:00.5+02:00\"",
                "\"attachments\": [{\"name\": \"a\", \"url\": \"https://files.example/a\"}]",
                "\"attachments\": [{\"name\": \"a\", \"url\": \"mailto:mia@example.org\"}]"
            })
    void whatCanBeUsedIsTaken(String part) {
        Answer answer = start(history(part));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static String history(String part) {
        return "\"customer\": {\"email\": \"mia@example.org\", \"avatarUrl\": \"https://faces.example/mia.png\"},"
                + " \"history\": [{\"author\": \"bot\", \"text\": \"Hello\", " + part + "}]";
    }

    private Answer start(String parts) {
        return new HttpCalls(server.getURI())
                .send(
                        "POST",
                        "/api/widget/v1/conversations",
                        "{\"applicationId\": \"app_shop\", \"chatMode\": \"fake-chat\","
                                + " \"options\": {\"fake-queue\": \"q\"}, " + parts + "}",
                        "Content-Type",
                        "application/json");
    }
}
