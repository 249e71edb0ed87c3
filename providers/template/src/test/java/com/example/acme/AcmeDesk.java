package com.example.acme;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import io.visavis.testkit.Answer;
import io.visavis.testkit.FakeVendor;
import io.visavis.testkit.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Scanner;
import java.util.UUID;

/**
 * Plays Acme on this machine, to try the provider in a running gateway: takes chats, prints what visitors say, and delivers the
 * lines you type as the agent's. Argument: the connection's {@code webhook-secret}.
 */
public final class AcmeDesk {
    private final HttpClient client = HttpClient.newHttpClient();
    private final AcmeSignature signature;
    private volatile URI webhook = URI.create("http://localhost");
    private volatile String chat = "none";

    private AcmeDesk(String secret) {
        this.signature = new AcmeSignature(secret);
    }

    public static void main(String[] arguments) {
        AcmeDesk desk = new AcmeDesk(arguments[0]);
        try (FakeVendor acme = new FakeVendor(desk::answer);
                Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
            System.out.println("Acme listens. Make a connection with the setting 'address' " + acme.address());
            System.out.println("and paste its webhookUrl here:");
            desk.webhook = URI.create(lines.nextLine().strip());
            System.out.println("Now type what the agent says, or /end.");
            while (lines.hasNextLine()) {
                desk.type(lines.nextLine());
            }
        }
    }

    private Answer answer(Request request) {
        String path = request.path();
        if (path.equals("/chats")) {
            chat = UUID.randomUUID().toString();
            System.out.println("A visitor begins a chat: " + request.bodyText());
            Thread.ofVirtual().start(() -> deliver("agent-joined", "agentName", "Robin"));
            return Answer.json(201, "{\"chat\":\"" + chat + "\"}");
        }
        if (path.endsWith("/messages")) {
            System.out.println("Visitor: " + text(request));
            return Answer.json(201, "{\"message\":\"" + UUID.randomUUID() + "\"}");
        }
        if (path.endsWith("/end")) {
            System.out.println("The visitor has left.");
        }
        return Answer.json(200, "{}");
    }

    private static String text(Request request) {
        try {
            return JsonParser.object().from(request.bodyText()).getString("text");
        } catch (JsonParserException _) {
            return request.bodyText();
        }
    }

    private void type(String line) {
        if (line.equals("/end")) {
            deliver("ended", "by", "agent");
        } else {
            deliver("message", "text", line);
        }
    }

    private void deliver(String event, String name, String value) {
        JsonObject body = new JsonObject();
        body.put("id", UUID.randomUUID().toString());
        body.put("event", event);
        body.put("chat", chat);
        body.put("at", Instant.now().toString());
        body.put("agentId", "a-1");
        body.put(name, value);
        String text = JsonWriter.string(body);
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .header(AcmeSignature.HEADER, signature.sign(text.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                System.out.println("The gateway answered " + status);
            }
        } catch (IOException e) {
            System.out.println("The gateway cannot be reached: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
