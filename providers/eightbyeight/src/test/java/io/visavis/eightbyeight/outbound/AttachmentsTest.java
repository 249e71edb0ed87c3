package io.visavis.eightbyeight.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.eightbyeight.EightByEight.CONVERSATION;
import static io.visavis.eightbyeight.EightByEight.REF;
import static io.visavis.eightbyeight.EightByEight.failure;
import static io.visavis.eightbyeight.EightByEight.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.eightbyeight.EightByEight;
import io.visavis.eightbyeight.WireSchemas;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.AttachmentTransfer.Download;
import io.visavis.spi.AttachmentTransfer.Upload;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files both ways. */
class AttachmentsTest {
    private static final String UPLOADS = CONVERSATION + "/attachments";
    private static final byte[] BYTES = {0, 1, 2, '\r', '\n', '-', '-', (byte) 0xff};

    private final EightByEight vendor = new EightByEight();
    private final AttachmentTransfer files = vendor.connect().attachments().orElseThrow();

    @AfterEach
    void stop() {
        vendor.stop();
    }

    private static Upload upload(String name, String mediaType) {
        return new Upload("k", name, mediaType, BYTES.length, () -> new ByteArrayInputStream(BYTES));
    }

    @Test
    void anUploadIsAFormOfAuthorAndFile() {
        vendor.stubFor(post(UPLOADS).willReturn(json(200, WireSchemas.text("response-attachment.json"))));

        OutgoingAttachment placed = files.upload(REF, upload("shelf \"1\".png", "image/png; x=y"));

        assertThat(placed.vendorId()).startsWith("u4TqZ8sWm1KxVb6RnEy3");
        assertThat(placed.name()).isEqualTo("shelf.png");
        vendor.verify(postRequestedFor(urlEqualTo(UPLOADS))
                .withHeader("x-api-key", equalTo("key-1"))
                .withHeader("Content-Length", equalTo(String.valueOf(length())))
                .withRequestBodyPart(
                        aMultipart("authorType").withBody(equalTo("user")).build())
                .withRequestBodyPart(aMultipart("attachment")
                        .withHeader("Content-Type", equalTo("image/png"))
                        .withHeader("Content-Disposition", containing("filename=\"shelf %221%22.png\""))
                        .withBody(binaryEqualTo(BYTES))
                        .build()));
    }

    private int length() {
        return vendor.getAllServeEvents().getFirst().getRequest().getBody().length;
    }

    @ParameterizedTest
    @CsvSource({"404, CONVERSATION_OVER", "413, REJECTED", "503, UNAVAILABLE", "401, AUTHENTICATION"})
    void aRefusedUploadIsClassified(int status, Kind kind) {
        vendor.stubFor(post(UPLOADS).willReturn(status(status)));

        assertThat(failure(() -> files.upload(REF, upload("a", "b/c"))).kind()).isEqualTo(kind);
    }

    @Test
    void anUploadWithoutAnIdCanBeTriedAgain() {
        vendor.stubFor(post(UPLOADS).willReturn(json(200, "{}")));

        assertThat(failure(() -> files.upload(REF, upload("a", "b/c"))).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aFileIsFetchedByIdWithOurKeyAndToldByItsName() throws IOException {
        vendor.stubFor(get(UPLOADS + "/att%2F1/content")
                .withHeader("x-api-key", equalTo("key-1"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/octet-stream")
                        .withHeader("Content-Disposition", "attachment; filename=\"label.pdf\"")
                        .withBody("pdf")));

        try (Download file = files.open(REF, "att/1")) {
            assertThat(file.name()).isEqualTo("label.pdf");
            assertThat(file.mediaType()).isEqualTo("application/pdf");
            assertThat(new String(file.content().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("pdf");
        }
    }

    @Test
    void aFileThatIsGoneIsRefused() {
        vendor.stubFor(get(UPLOADS + "/x/content").willReturn(status(404)));

        assertThat(failure(() -> files.open(REF, "x")).kind()).isEqualTo(Kind.REJECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "attachment; filename=a.txt | a.txt",
                "attachment; filename=\"a b.txt\"; size=3 | a b.txt",
                "attachment; filename=\"../../etc/passwd\" | passwd",
                "attachment; filename=\"a.txt\"; filename*=UTF-8''gr%C3%BCn%2B.txt | grün+.txt",
                "attachment; filename*=UTF-8''%zz; filename=b.txt | b.txt",
                "attachment | none",
                "inline; filename=\"\" | none"
            })
    void aNameIsReadFromTheHeader(String disposition, String name) {
        assertThat(FileName.of(disposition)).isEqualTo(Optional.ofNullable(name));
    }
}
