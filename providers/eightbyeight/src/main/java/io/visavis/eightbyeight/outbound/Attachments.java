package io.visavis.eightbyeight.outbound;

import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.eightbyeight.inbound.MediaTypes;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Files of a conversation (contract 2.8). An upload is seen by nobody before a message names it, so it can always be repeated.
 * Thread-safe.
 */
public final class Attachments implements AttachmentTransfer {
    /** Slower uploads than this are given up. */
    private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

    private static final String ANY_BYTES = "application/octet-stream";

    private final EightByEightApi api;

    public Attachments(EightByEightApi api) {
        this.api = api;
    }

    @Override
    public OutgoingAttachment upload(ConversationRef conversation, Upload file) {
        String purpose = "upload file";
        FileForm form = FileForm.of(file);
        Duration limit = api.deadline().plusSeconds(Math.max(0, file.size()) / SLOWEST_BYTES_PER_SECOND);
        Reply reply = api.upload(
                ConversationResource.path(conversation, "attachments"),
                form.contentType(),
                form.content(),
                limit,
                purpose);
        if (ConversationResource.isOver(reply)) {
            throw ConversationResource.over(reply, purpose);
        }
        if (!reply.isSuccess()) {
            throw api.refusal(reply, purpose);
        }
        String id = reply.require("id", purpose, Kind.UNAVAILABLE);
        return new OutgoingAttachment(id, reply.text("filename").orElse(file.name()), file.mediaType(), file.size());
    }

    /** All bytes come as {@code application/octet-stream}; what they are is told by the name. */
    @Override
    public Download open(ConversationRef conversation, String vendorAttachmentId) {
        String purpose = "download file";
        String path = ConversationResource.path(conversation, "attachments/" + PathSegment.of(vendorAttachmentId));
        HttpResponse<InputStream> file = api.open(path + "/content", purpose);
        if (file.statusCode() != 200) {
            closeQuietly(file.body());
            throw api.refusal(file.statusCode(), purpose);
        }
        String name = file.headers()
                .firstValue("Content-Disposition")
                .flatMap(FileName::of)
                .orElse(null);
        String mediaType = file.headers()
                .firstValue("Content-Type")
                .filter(type -> !type.startsWith(ANY_BYTES))
                .or(() -> name == null ? Optional.empty() : MediaTypes.byName(name))
                .orElse(null);
        return new Download(
                name,
                mediaType,
                file.headers().firstValueAsLong("Content-Length").orElse(-1),
                file.body());
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Nobody reads it; the status says what went wrong.
        }
    }
}
