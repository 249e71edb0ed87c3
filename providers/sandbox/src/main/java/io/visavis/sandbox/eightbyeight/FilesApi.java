package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.HistoryMessage;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.file.Attachment;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.file.SignedLinks;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Attachments, and the pre-signed links that events carry (contract 2.8). */
final class FilesApi {

    /** Where pre-signed links lead. */
    static final String LINKS = "/files/8x8/";

    private static final String BASE = ConversationsApi.ONE + "/attachments";
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Conversations conversations;
    private final Chats chats;
    private final AttachmentStore store;
    private final SignedLinks links;
    private final Clock clock;
    private final Map<String, String> createdAt = new ConcurrentHashMap<>();
    /** Conversations by file. */
    private final Map<String, String> uploadedTo = new ConcurrentHashMap<>();

    FilesApi(Conversations conversations, Chats chats, AttachmentStore store, SignedLinks links, Clock clock) {
        this.conversations = conversations;
        this.chats = chats;
        this.store = store;
        this.links = links;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.post(BASE, this::upload)
                .get(BASE, exchange -> Hal.page(exchange, "attachments", all(exchange)))
                .get(BASE + "/{file}", exchange -> Hal.one(200, resource(own(exchange))))
                .get(BASE + "/{file}/content", exchange -> content(own(exchange)))
                .get(LINKS + "{file}", this::signed);
    }

    /** Ids are long: 80 characters (contract 2.8). */
    static String newId() {
        var bytes = new byte[60];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private Reply upload(Exchange exchange) throws IOException {
        var chat = chats.get(exchange.pathParameter("id"));
        byte[] body;
        try (var in = exchange.bodyStream()) {
            body = in.readNBytes(LARGEST + 1);
        }
        if (body.length > LARGEST) {
            throw EightByEightException.of(413, ErrorShape.GENERIC, "too_large", "The file is too large.");
        }
        var parts = Multipart.read(exchange.header("Content-Type"), body);
        var file = parts.get("attachment");
        var author = parts.get("authorType");
        if (file == null || file.fileName() == null) {
            throw EightByEightException.validation("attachment", "", "invalid_attachment", "is required");
        }
        if (author == null || !Set.of("user", "bot").contains(author.text())) {
            throw EightByEightException.badJson("Invalid authorType, has to be one of user, bot, agent");
        }
        var kept = store.keep(newId(), file.fileName(), file.type(), new ByteArrayInputStream(file.content()));
        createdAt.put(kept.id(), Json.instant(clock.instant()));
        uploadedTo.put(kept.id(), chat.id());
        return Hal.one(200, resource(kept));
    }

    private List<Map<String, Object>> all(Exchange exchange) {
        var id = chats.get(exchange.pathParameter("id")).id();
        return store.all().stream()
                .filter(file -> belongs(file.id(), id))
                .sorted(Comparator.comparing(Attachment::id))
                .map(this::resource)
                .toList();
    }

    private Reply signed(Exchange exchange) {
        var refusal = links.refusal(exchange);
        return refusal == null
                ? content(find(exchange))
                : Reply.text(403, "application/xml", "<Error><Code>AccessDenied</Code></Error>");
    }

    private static Reply content(Attachment file) {
        var name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Reply.file("application/octet-stream", file.size(), () -> Files.newInputStream(file.content()))
                .withHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
    }

    /** A conversation knows its own files only: those sent up to it, those of its messages and of its history. */
    private Attachment own(Exchange exchange) {
        var file = find(exchange);
        if (!belongs(file.id(), chats.get(exchange.pathParameter("id")).id())) {
            throw EightByEightException.notFound("Attachment", file.id());
        }
        return file;
    }

    private boolean belongs(String file, String conversation) {
        var known = conversations.get(conversation);
        return conversation.equals(uploadedTo.get(file))
                || Stream.concat(
                                known.messages().stream().map(Message::attachments),
                                known.opening().history().stream().map(HistoryMessage::attachments))
                        .flatMap(List::stream)
                        .anyMatch(attached -> attached.id().equals(file));
    }

    private Attachment find(Exchange exchange) {
        var id = exchange.pathParameter("file");
        return store.find(id).orElseThrow(() -> EightByEightException.notFound("Attachment", id));
    }

    private Map<String, Object> resource(Attachment file) {
        var resource = new LinkedHashMap<String, Object>();
        resource.put("id", file.id());
        resource.put("filename", file.name());
        resource.put("sizeInBytes", file.size());
        resource.put("createdAt", createdAt.computeIfAbsent(file.id(), _ -> Json.instant(clock.instant())));
        return resource;
    }
}
