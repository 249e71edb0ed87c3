package io.visavis.gateway.widget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.visavis.gateway.http.HttpCalls;
import io.visavis.gateway.http.HttpCalls.Answer;
import io.visavis.gateway.schema.JsonSchemas;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A visitor's files over HTTP, and on the disk. */
@MicronautTest(transactional = false)
@TestInstance(Lifecycle.PER_CLASS)
@Property(name = "spec.name", value = "widget")
class FilesApiTest implements TestPropertyProvider {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n', 1, 2, 3};

    @TempDir
    static Path home;

    @Inject
    EmbeddedServer server;

    private HttpCalls http;
    private ShopChat chat;

    @Override
    public Map<String, String> getProperties() {
        return Map.of("visavis.home", home.toString());
    }

    @BeforeEach
    void start() {
        http = new HttpCalls(server.getURI());
        chat = ShopChat.start(http);
    }

    @Test
    void aFileGoesInAndComesBackButOnlyOnceIntoAMessage() throws Exception {
        Answer reply = upload("../../label.png", "image/png", PNG);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode file = reply.json();
        assertThat(new JsonSchemas().check("widget/v1/attachment", file)).isEmpty();
        assertThat(file.get("name").asText()).isEqualTo("label.png");
        String id = file.get("attachmentId").asText();
        HttpResponse<byte[]> back = download(id);
        assertThat(back.body()).isEqualTo(PNG);
        assertThat(back.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String send = "{\"id\":\"%s\",\"type\":\"message.send\",\"data\":{\"attachments\":[\"" + id + "\"]}}";
        assertThat(chat.command(http, send.formatted("f1"), chat.visitor()).status())
                .isEqualTo(202);
        assertThat(chat.command(http, send.formatted("f2"), chat.visitor()).status())
                .isEqualTo(400);
    }

    /** By what the runtime itself records of each force. */
    @Test
    void anAcknowledgedFileIsOnTheDiskByItsNameToo() throws Exception {
        Set<Path> forced = ConcurrentHashMap.newKeySet();
        try (RecordingStream runtime = new RecordingStream()) {
            runtime.enable("jdk.FileForce").withoutThreshold();
            runtime.onEvent("jdk.FileForce", event -> forced.add(Path.of(event.getString("path"))));
            runtime.startAsync();
            assertThat(upload("label.png", "image/png", PNG).status()).isEqualTo(201);
            runtime.stop();
        }
        Path files = home.resolve("attachments");
        assertThat(forced)
                .contains(home, files)
                .anyMatch(path -> path.getParent().equals(files))
                .anyMatch(path -> path.toString().endsWith(".part"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.html, text/html, <html>",
        "a.svg, image/svg+xml, <svg>",
        "a.png, image/png, MZ no picture",
        "a.txt, text/plain, '#!/bin/sh'",
    })
    void filesThatABrowserOrAMachineWouldRunAreRefused(String name, String type, String content) {
        assertThat(upload(name, type, content.getBytes(UTF_8)).status()).isEqualTo(415);
    }

    private Answer upload(String name, String type, byte[] content) {
        return http.upload(
                chat.path() + "/attachments?name=" + URLEncoder.encode(name, UTF_8),
                content,
                "Authorization",
                chat.visitor(),
                "Content-Type",
                type);
    }

    private HttpResponse<byte[]> download(String attachmentId) throws Exception {
        URI address = URI.create(server.getURI() + chat.path() + "/attachments/" + attachmentId);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", chat.visitor())
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }
}
