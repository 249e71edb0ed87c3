package io.visavis.gateway.widget;

import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.outbox.StoredFiles;
import io.visavis.spi.AttachmentTransfer.Upload;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.util.Optional;

/** The visitor's uploads on their way to the vendor. */
@Singleton
final class UploadedFiles implements StoredFiles {
    private final VisitorFiles files;

    UploadedFiles(VisitorFiles files) {
        this.files = files;
    }

    @Override
    public Optional<Upload> open(ConversationId conversation, String attachmentId) {
        return files.find(conversation, attachmentId)
                .filter(file -> Files.isRegularFile(file.content()))
                .map(file -> new Upload(
                        file.attachmentId(),
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        () -> Files.newInputStream(file.content())));
    }
}
