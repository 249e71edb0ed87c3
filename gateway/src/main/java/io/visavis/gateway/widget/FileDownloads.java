package io.visavis.gateway.widget;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpStatus;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.VendorFile;
import io.visavis.gateway.conversation.VendorIds;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.AttachmentTransfer.Download;
import io.visavis.spi.ConversationRef;
import io.visavis.spi.ProviderException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a file for its visitor: his own from disk, the agent's from the vendor. */
@Singleton
final class FileDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(FileDownloads.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final VisitorFiles visitorFiles;
    private final VendorIds vendorIds;
    private final ChatModes modes;
    private final FileTypes types;
    private final TaskScheduler scheduler;
    private final long largest;

    FileDownloads(
            VisitorFiles visitorFiles,
            VendorIds vendorIds,
            ChatModes modes,
            FileTypes types,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            @Value("${visavis.attachments.max-download-bytes:52428800}") long largest) {
        this.visitorFiles = visitorFiles;
        this.vendorIds = vendorIds;
        this.modes = modes;
        this.types = types;
        this.scheduler = scheduler;
        this.largest = largest;
    }

    /**
     * A file, open.
     *
     * @param mediaType one of the allow-list, or a stream of bytes that no browser interprets
     */
    record OpenFile(String name, String mediaType, InputStream content) {}

    OpenFile open(Conversation conversation, String attachmentId) {
        if (!Ids.isPlain(attachmentId)) {
            throw notFound();
        }
        Optional<VisitorFile> own = visitorFiles.find(conversation.id(), attachmentId);
        if (own.isPresent()) {
            try {
                return new OpenFile(
                        own.get().name(),
                        own.get().mediaType(),
                        Files.newInputStream(own.get().content()));
            } catch (IOException e) {
                throw new UncheckedIOException("a file is gone from the disk", e);
            }
        }
        VendorFile file = vendorIds.findFile(conversation.id(), attachmentId).orElseThrow(FileDownloads::notFound);
        return fromVendor(conversation, file);
    }

    private OpenFile fromVendor(Conversation conversation, VendorFile file) {
        String vendorId = conversation.vendorId();
        AttachmentTransfer transfer = modes.find(conversation.connectionId())
                .flatMap(live -> live.provider().attachments())
                .orElseThrow(FileDownloads::unavailable);
        if (vendorId == null) {
            throw notFound();
        }
        Download download;
        try {
            download = transfer.open(
                    new ConversationRef(conversation.id().value(), vendorId, conversation.interactionId()),
                    file.vendorAttachmentId());
        } catch (RuntimeException e) {
            LOG.warn("conversation {}: the vendor does not give a file: {}", conversation.id(), e.toString());
            boolean gone = e instanceof ProviderException refusal
                    && (refusal.kind() == ProviderException.Kind.REJECTED
                            || refusal.kind() == ProviderException.Kind.CONVERSATION_OVER);
            throw gone ? notFound() : unavailable();
        }
        if (download.size() > largest) {
            close(download.content());
            throw unavailable();
        }
        // A vendor that stops in the middle must not hold the reader for ever.
        ScheduledFuture<?> _ = scheduler.schedule(LONGEST, () -> close(download.content()));
        String declared = download.mediaType() != null ? download.mediaType() : file.mediaType();
        String mediaType = declared == null ? "" : FileTypes.plain(declared);
        return new OpenFile(
                VisitorFiles.safeName(file.name()),
                types.allowed().contains(mediaType) ? mediaType : "application/octet-stream",
                new CappedStream(download.content(), largest));
    }

    private static void close(InputStream content) {
        try {
            content.close();
        } catch (IOException e) {
            LOG.debug("a vendor's file did not close: {}", e.toString());
        }
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("attachment-not-found", "There is no such file in this conversation.");
    }

    private static ProblemException unavailable() {
        return ProblemException.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "file-unavailable",
                "The contact centre does not give the file at the moment.",
                Duration.ofSeconds(10));
    }
}
