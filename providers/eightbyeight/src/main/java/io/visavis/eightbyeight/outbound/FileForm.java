package io.visavis.eightbyeight.outbound;

import io.visavis.spi.AttachmentTransfer.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** A file and who sends it as {@code multipart/form-data} (RFC 7578), streamed, its length known before. */
record FileForm(String contentType, BodyPublisher content) {
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,127}/[\\w!#$&^.+-]{1,127}");
    private static final String ANY_BYTES = "application/octet-stream";

    static FileForm of(Upload file) {
        String boundary = "visavis-" + UUID.randomUUID();
        String before = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"authorType\"\r\n\r\n"
                + MessageBody.USER + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"" + quoted(file.name())
                + "\"\r\nContent-Type: " + mediaType(file.mediaType()) + "\r\n\r\n";
        String behind = "\r\n--" + boundary + "--\r\n";
        return new FileForm(
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(text(before), bytes(file), text(behind)));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BodyPublisher bytes(Upload file) {
        return file.size() <= 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> opened(file)), file.size());
    }

    private static InputStream opened(Upload file) {
        try {
            return file.content().call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the file cannot be read", e);
        }
    }

    /** As browsers write it: the three characters that would end the name early are escaped. */
    private static String quoted(String name) {
        String safe = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        return safe.isBlank() ? "file" : safe;
    }

    private static String mediaType(String declared) {
        int parameters = declared.indexOf(';');
        String type = (parameters < 0 ? declared : declared.substring(0, parameters)).strip();
        return MEDIA_TYPE.matcher(type).matches() ? type : ANY_BYTES;
    }
}
