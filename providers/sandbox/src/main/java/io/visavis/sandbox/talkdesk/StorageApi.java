package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.file.SignedLinks;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import java.io.IOException;
import java.nio.file.Files;

/** The object store behind the signed links (contract 2.10, step 2): no bearer, errors as the store's XML. */
final class StorageApi {

    private final AttachmentStore store;
    private final SignedLinks links;

    StorageApi(AttachmentStore store, SignedLinks links) {
        this.store = store;
        this.links = links;
    }

    void addTo(Routes routes) {
        routes.put("/storage/uploads/{id}", this::upload)
                .post("/storage/uploads/{id}", this::upload)
                .get("/storage/files/{id}", this::download);
    }

    private Reply upload(Exchange exchange) throws IOException {
        var refusal = links.refusal(exchange);
        if (refusal != null) {
            return error(403, "AccessDenied", refusal);
        }
        var request = store.upload(exchange.pathParameter("id"));
        if (request.isEmpty()) {
            return error(404, "NoSuchKey", "The specified key does not exist");
        }
        var type = exchange.header("Content-Type");
        var mediaType = type == null
                ? "application/octet-stream"
                : type.replaceAll(";.*", "").strip();
        var allowed = request.get().allowedTypes();
        if (!allowed.isEmpty() && !allowed.contains(mediaType)) {
            return error(403, "AccessDenied", "The link was not signed for " + mediaType);
        }
        try (var content = exchange.bodyStream()) {
            store.store(request.get(), mediaType, content);
        }
        return Reply.empty(200);
    }

    private Reply download(Exchange exchange) {
        var refusal = links.refusal(exchange);
        if (refusal != null) {
            return error(403, "AccessDenied", refusal);
        }
        var attachment = store.find(exchange.pathParameter("id"));
        if (attachment.isEmpty()) {
            return error(404, "NoSuchKey", "The specified key does not exist");
        }
        var file = attachment.get();
        return Reply.file(file.type(), file.size(), () -> Files.newInputStream(file.content()));
    }

    private static Reply error(int status, String code, String message) {
        return Reply.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
