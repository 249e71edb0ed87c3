package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.file.Attachment;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.file.SignedLinks;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attachments API (contract 2.10). */
final class AttachmentsApi {

    private static final String BASE = "/attachments/2023-03";
    private static final int LARGEST_PAGE = 100;

    private final IssuedTokens tokens;
    private final AttachmentStore store;
    private final SignedLinks links;
    private final Setting<TalkdeskSettings> settings;
    private final Clock clock;

    AttachmentsApi(
            IssuedTokens tokens,
            AttachmentStore store,
            SignedLinks links,
            Setting<TalkdeskSettings> settings,
            Clock clock) {
        this.tokens = tokens;
        this.store = store;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.post(BASE + "/upload-link", this::uploadLink)
                .post(BASE, this::create)
                .get(BASE, this::list)
                .get(BASE + "/{id}/download-link", this::downloadLink)
                .get(BASE + "/{id}", this::get)
                .delete(BASE + "/{id}", this::delete);
    }

    private Reply uploadLink(Exchange exchange) throws IOException {
        tokens.require(exchange, Scopes.ATTACHMENTS_REQUEST);
        var types = new ArrayList<String>();
        if (exchange.body().length > 0) {
            TalkdeskApi.body(exchange).path("allowed_mime_types").forEach(type -> types.add(type.asText()));
        }
        var request = store.request(types);
        return Reply.json(
                200,
                Map.of(
                        "request_id",
                        request.id(),
                        "url",
                        links.sign(
                                exchange.origin(),
                                "/storage/uploads/" + request.id(),
                                settings.get().linkSeconds())));
    }

    private Reply create(Exchange exchange) throws IOException {
        tokens.require(exchange, Scopes.ATTACHMENTS_WRITE);
        var body = TalkdeskApi.body(exchange);
        var name = body.path("name").asText("");
        var wrong = new ArrayList<TalkdeskException.Field>();
        if (name.isBlank()) {
            wrong.add(new TalkdeskException.Field("name", "is required"));
        }
        var upload = store.upload(body.path("request_id").asText(""));
        if (upload.isEmpty() || upload.get().content() == null) {
            wrong.add(new TalkdeskException.Field("request_id", "names no finished upload"));
        }
        var metadata = body.path("metadata");
        if (!metadata.isObject() && !metadata.isMissingNode() && !metadata.isNull()) {
            wrong.add(new TalkdeskException.Field("metadata", "must be an object"));
        }
        if (!wrong.isEmpty()) {
            throw TalkdeskException.invalid(wrong);
        }
        var attachment = store.create(
                        upload.orElseThrow(),
                        name,
                        metadata.isObject() ? metadata : Json.object(),
                        settings.get().attachmentReadySeconds())
                .orElseThrow(() -> TalkdeskException.of(409, "An attachment with the name " + name + " exists"));
        return Reply.json(200, resource(attachment));
    }

    private Reply get(Exchange exchange) {
        tokens.require(exchange, Scopes.ATTACHMENTS_READ);
        return Reply.json(200, resource(find(exchange)));
    }

    private Reply list(Exchange exchange) {
        tokens.require(exchange, Scopes.ATTACHMENTS_READ);
        int page = number(exchange.queryParameter("page"), 1, "page");
        int perPage = Math.min(LARGEST_PAGE, number(exchange.queryParameter("per_page"), 50, "per_page"));
        var found = store.all().stream()
                .filter(attachment -> fits(attachment, exchange))
                .toList();
        var shown = found.stream()
                .skip((page - 1L) * perPage)
                .limit(perPage)
                .map(this::resource)
                .toList();
        return Reply.json(
                200,
                Map.of(
                        "total", found.size(),
                        "page", page,
                        "per_page", perPage,
                        "_embedded", Map.of("list", shown),
                        "_links", Map.of("self", Map.of("href", BASE))));
    }

    private boolean fits(Attachment attachment, Exchange exchange) {
        var name = exchange.queryParameter("name");
        var types = exchange.queryParameter("types");
        var state = exchange.queryParameter("state");
        return (name == null || attachment.name().contains(name))
                && (types == null || List.of(types.split(",", -1)).contains(attachment.type()))
                && (state == null || state.equalsIgnoreCase(state(attachment)));
    }

    private Reply downloadLink(Exchange exchange) {
        tokens.require(exchange, Scopes.ATTACHMENTS_DOWNLOAD);
        long seconds = settings.get().linkSeconds();
        var path = "/storage/files/" + find(exchange).id();
        return Reply.json(200, Map.of("url", links.sign(exchange.origin(), path, seconds), "expire_time", seconds));
    }

    private Reply delete(Exchange exchange) {
        tokens.require(exchange, Scopes.ATTACHMENTS_WRITE);
        store.remove(find(exchange).id());
        return Reply.empty(204);
    }

    private Attachment find(Exchange exchange) {
        return store.find(exchange.pathParameter("id"))
                .orElseThrow(() -> TalkdeskException.of(404, "There is no such attachment"));
    }

    private Map<String, Object> resource(Attachment attachment) {
        var self = BASE + "/" + attachment.id();
        var resource = new LinkedHashMap<String, Object>();
        resource.put("id", attachment.id());
        resource.put("name", attachment.name());
        resource.put("state", state(attachment));
        resource.put("size", attachment.size());
        resource.put("type", attachment.type());
        resource.put("metadata", attachment.metadata());
        resource.put(
                "_links",
                Map.of("self", Map.of("href", self), "download_link", Map.of("href", self + "/download-link")));
        return resource;
    }

    /** The contract lists no values for the state; these two are ours. */
    private String state(Attachment attachment) {
        return clock.instant().isBefore(attachment.readyAt()) ? "PROCESSING" : "AVAILABLE";
    }

    private static int number(@Nullable String text, int usual, String field) {
        if (text == null) {
            return usual;
        }
        if (text.matches("[1-9][0-9]{0,5}")) {
            return Integer.parseInt(text);
        }
        throw TalkdeskException.invalid(field, "must be a positive number");
    }
}
