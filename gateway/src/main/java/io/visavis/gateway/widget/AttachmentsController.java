package io.visavis.gateway.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.widget.FileDownloads.OpenFile;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Visitors.Visitor;
import io.visavis.gateway.widget.Wire.Attachment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Files in both directions, streamed; a vendor's own link never reaches the browser. */
@Tag(name = "widget")
@Controller("/api/widget/v1/conversations/{id}/attachments")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AttachmentsController {
    private final Visitors visitors;
    private final VisitorFiles files;
    private final FileDownloads downloads;
    private final RateLimits limits;

    AttachmentsController(Visitors visitors, VisitorFiles files, FileDownloads downloads, RateLimits limits) {
        this.visitors = visitors;
        this.files = files;
        this.downloads = downloads;
        this.limits = limits;
    }

    /**
     * Uploads a file as the body, with its Content-Type. It waits for a message.send that names it.
     *
     * @param id the conversation
     * @param name the file's name
     */
    @Operation(operationId = "addAttachment", summary = "Upload a file")
    @ApiResponse(responseCode = "409", description = "The conversation is over.")
    @ApiResponse(responseCode = "413", description = "The file is too large.")
    @ApiResponse(responseCode = "415", description = "Files of this type are not taken.")
    @ApiResponse(responseCode = "422", description = "The contact centre takes no files.")
    @Post(consumes = MediaType.ALL)
    @Status(HttpStatus.CREATED)
    HttpResponse<Attachment> upload(
            HttpRequest<?> request, String id, @Nullable @QueryValue String name, @Nullable @Body InputStream body)
            throws IOException {
        // Whoever takes a body as a stream owns it. Closed half read, the server drops what still comes. Left open, it
        // reads nothing more on this connection, neither the rest nor the visitor's next request.
        try (InputStream content = body == null ? InputStream.nullInputStream() : body) {
            Visitor visitor = visitors.require(request, id);
            limits.take(Kind.UPLOAD, visitor);
            String type =
                    request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE).orElse(MediaType.APPLICATION_OCTET_STREAM);
            return created(files.store(visitor.conversation().id(), name == null ? "file" : name, type, content));
        }
    }

    /**
     * A file of the conversation, sent by either side.
     *
     * @param id the conversation
     * @param attachmentId the file
     */
    @Operation(operationId = "getAttachment", summary = "Download a file")
    @Get(value = "/{attachmentId}", produces = MediaType.ALL)
    HttpResponse<StreamedFile> download(HttpRequest<?> request, String id, String attachmentId) {
        Visitor visitor = visitors.require(request, id);
        limits.take(Kind.DOWNLOAD, visitor);
        OpenFile file = downloads.open(visitor.conversation(), attachmentId);
        boolean image = FileTypes.isSafeImage(file.mediaType());
        return HttpResponse.ok(new StreamedFile(file.content(), MediaType.of(file.mediaType())))
                .contentType(MediaType.of(file.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(image, file.name()))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    private static HttpResponse<Attachment> created(VisitorFile file) {
        return HttpResponse.created(new Attachment(file.attachmentId(), file.name(), file.mediaType(), file.size()));
    }

    /** RFC 6266, with the name in RFC 8187 form only. */
    private static String disposition(boolean inline, String name) {
        return (inline ? "inline" : "attachment") + "; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }
}
