package io.visavis.talkdesk.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderException.Kind;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Files through Talkdesk's Attachments API (contract 2.10). Nothing here is seen by anyone before a message names it, so a
 * failed transfer can always be repeated from the start. Thread-safe.
 */
public final class AttachmentsApi implements AttachmentTransfer {
    static final String COLLECTION = "/attachments/2023-03";
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,127}/[\\w!#$&^.+-]{1,127}");
    private static final String ANY_BYTES = "application/octet-stream";

    private final TalkdeskApi api;
    private final SignedLinks storage;
    private final AttachmentReadiness readiness;

    /** Moves files through {@code storage}; waits after an upload as {@code readiness} says. */
    public AttachmentsApi(TalkdeskApi api, SignedLinks storage, AttachmentReadiness readiness) {
        this.api = api;
        this.storage = storage;
        this.readiness = readiness;
    }

    @Override
    public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
        String mediaType = mediaType(file.mediaType());
        Reply link = api.callOrThrow(ApiRequest.prepare(
                COLLECTION + "/upload-link", new LinkRequest(List.of(mediaType)), "ask for upload link"));
        String requestId = link.require("request_id", "ask for upload link", Kind.UNAVAILABLE);
        storage.upload(link.require("url", "ask for upload link", Kind.UNAVAILABLE), file, mediaType);
        return create(requestId, file, mediaType);
    }

    @Override
    public Download open(ConversationRef conversation, String vendorAttachmentId) {
        String purpose = "ask for download link";
        Reply link = api.callOrThrow(ApiRequest.get(path(vendorAttachmentId) + "/download-link", purpose));
        HttpResponse<InputStream> file = storage.open(link.require("url", purpose, Kind.UNAVAILABLE));
        return new Download(
                null,
                file.headers().firstValue("Content-Type").orElse(null),
                file.headers().firstValueAsLong("Content-Length").orElse(-1),
                file.body());
    }

    static String path(String attachmentId) {
        return COLLECTION + "/" + PathSegment.of(attachmentId);
    }

    private OutgoingAttachment create(String requestId, Upload file, String mediaType) {
        String purpose = "create attachment";
        String name = UniqueName.of(file.name());
        Map<String, String> metadata = Map.of("size", Long.toString(file.size()), "type", mediaType);
        Reply reply =
                api.callOrThrow(ApiRequest.prepare(COLLECTION, new CreateRequest(name, requestId, metadata), purpose));
        String id = reply.require("id", purpose, Kind.UNAVAILABLE);
        readiness.await(id, reply);
        // The name in a message need not be unique: agents read it as the visitor wrote it.
        String shown = UniqueName.original(reply.text("name").orElse(name));
        return new OutgoingAttachment(id, shown, mediaType, file.size());
    }

    private static String mediaType(String declared) {
        int parameters = declared.indexOf(';');
        String type = (parameters < 0 ? declared : declared.substring(0, parameters)).strip();
        return MEDIA_TYPE.matcher(type).matches() ? type : ANY_BYTES;
    }

    private record LinkRequest(List<String> allowedMimeTypes) {}

    private record CreateRequest(
            String name,
            String requestId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metadata) {}
}
