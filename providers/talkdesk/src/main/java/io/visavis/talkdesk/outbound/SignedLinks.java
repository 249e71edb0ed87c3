package io.visavis.talkdesk.outbound;

import io.visavis.spi.AttachmentTransfer.Upload;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The storage behind Talkdesk's signed links. They carry their own permission: no bearer token goes there, and they appear in
 * no message or log. A link must be https to a named host, so that a wrong or forged answer cannot make us call into our own
 * network; only a sandbox, whose API is plain http itself, may give others. Thread-safe.
 */
public final class SignedLinks {
    /** An address instead of a name, or a name that is not in the public DNS. */
    private static final Pattern OWN_NETWORK =
            Pattern.compile("\\[.*]|[0-9.]+|[^.]+|.*\\.(local|localhost|internal)", Pattern.CASE_INSENSITIVE);

    /** Slower uploads than this are given up. */
    private static final long SLOWEST_BYTES_PER_SECOND = 64 * 1024;

    /** The setting's values: which verb the storage wants (contract 6, point 7). */
    public enum UploadMethod {
        PUT,
        POST
    }

    private final HttpCalls http;
    private final UploadMethod method;
    private final boolean sandbox;

    /** Allows plain http links only if the API itself is at such an address. */
    public SignedLinks(HttpCalls http, UploadMethod method, URI apiBaseUrl) {
        this.http = http;
        this.method = method;
        this.sandbox = "http".equals(apiBaseUrl.getScheme());
    }

    /** Streams a file to a link. */
    void upload(String link, Upload file, String mediaType) {
        HttpRequest request = HttpRequest.newBuilder(checked(link))
                .header("Content-Type", mediaType)
                .method(method.name(), content(file))
                .build();
        Duration limit = http.deadline().plusSeconds(file.size() / SLOWEST_BYTES_PER_SECOND);
        HttpResponse<Void> response =
                http.exchange(request, BodyHandlers.discarding(), limit, "upload file", Effect.NONE);
        requireSuccess(response.statusCode(), "upload file");
    }

    /** Opens what stands behind a link; the caller closes the body. */
    HttpResponse<InputStream> open(String link) {
        HttpRequest request = HttpRequest.newBuilder(checked(link)).GET().build();
        HttpResponse<InputStream> response =
                http.exchange(request, BodyHandlers.ofInputStream(), http.deadline(), "download file", Effect.NONE);
        if (response.statusCode() != 200) {
            closeQuietly(response.body());
        }
        requireSuccess(response.statusCode(), "download file");
        return response;
    }

    private URI checked(String link) {
        URI uri = parse(link);
        boolean plain = uri.getHost() != null && uri.getUserInfo() == null;
        boolean allowed = sandbox
                ? "https".equals(uri.getScheme()) || "http".equals(uri.getScheme())
                : "https".equals(uri.getScheme())
                        && plain
                        && !OWN_NETWORK.matcher(uri.getHost()).matches();
        if (!plain || !allowed) {
            throw unusable();
        }
        return uri;
    }

    private static URI parse(String link) {
        try {
            return URI.create(link);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
    }

    private static ProviderException unusable() {
        return new ProviderException(
                Kind.REJECTED, "Talkdesk gave a link to its file storage that is not https to a named host");
    }

    /** With its length known, as signed storage links demand. */
    private static BodyPublisher content(Upload file) {
        if (file.size() <= 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(() -> opened(file));
        return BodyPublishers.fromPublisher(stream, file.size());
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

    /** A link lives ten minutes and each attempt asks for a new one, so a refusal of this one may pass. */
    private static void requireSuccess(int status, String purpose) {
        if (status / 100 != 2) {
            throw new ProviderException(
                    status == 404 || status == 410 || status == 413 ? Kind.REJECTED : Kind.UNAVAILABLE,
                    purpose + ": the file storage answered HTTP " + status);
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // Nobody reads it; the status says what went wrong.
        }
    }
}
