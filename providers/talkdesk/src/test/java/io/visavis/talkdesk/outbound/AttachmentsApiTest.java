package io.visavis.talkdesk.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.visavis.talkdesk.Talkdesk.REF;
import static io.visavis.talkdesk.Talkdesk.failure;
import static io.visavis.talkdesk.Talkdesk.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.visavis.spi.AttachmentTransfer;
import io.visavis.spi.AttachmentTransfer.Download;
import io.visavis.spi.AttachmentTransfer.Upload;
import io.visavis.spi.OutgoingAttachment;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.talkdesk.Talkdesk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AttachmentsApiTest {
    private static final String API = "/attachments/2023-03";
    private static final byte[] PICTURE = "not really a picture".getBytes(StandardCharsets.UTF_8);
    private static final String STORED_NAME = "0b8f6a52-f0f1-4a6f-9d1c-2f3e4a5b6c7d-n";
    private static final String UNIQUE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-";

    private final Talkdesk talkdesk = new Talkdesk();

    @BeforeEach
    void takesFiles() {
        talkdesk.stubFor(post(API + "/upload-link")
                .willReturn(json(
                        200, "{\"request_id\":\"r-1\",\"url\":\"" + talkdesk.baseUrl() + "/bucket/x?signature=s\"}")));
        talkdesk.stubFor(
                any(urlEqualTo("/bucket/x?signature=s")).willReturn(aResponse().withStatus(200)));
        talkdesk.stubFor(post(API)
                .willReturn(json(200, "{\"id\":\"att-1\",\"name\":\"" + STORED_NAME + "\",\"state\":\"available\"}")));
    }

    @AfterEach
    void stop() {
        talkdesk.stop();
    }

    @Test
    void aFileIsPlacedThroughASignedLinkThatGetsNoToken() {
        OutgoingAttachment placed = transfer().upload(REF, file("router.jpg", "image/jpeg; charset=x"));

        assertThat(placed).isEqualTo(new OutgoingAttachment("att-1", "n", "image/jpeg", PICTURE.length));
        talkdesk.verify(postRequestedFor(urlEqualTo(API + "/upload-link"))
                .withHeader("Authorization", equalTo("Bearer token-1"))
                .withRequestBody(equalToJson("{\"allowed_mime_types\":[\"image/jpeg\"]}")));
        talkdesk.verify(putRequestedFor(urlEqualTo("/bucket/x?signature=s"))
                .withHeader("Authorization", absent())
                .withHeader("Content-Type", equalTo("image/jpeg"))
                .withHeader("Content-Length", equalTo(String.valueOf(PICTURE.length)))
                .withRequestBody(equalTo("not really a picture")));
        talkdesk.verify(postRequestedFor(urlEqualTo(API))
                .withRequestBody(matchingJsonPath("$.request_id", equalTo("r-1")))
                .withRequestBody(matchingJsonPath("$.metadata.size", equalTo("20"))));
    }

    @Test
    void theUploadMethodIsASetting() {
        talkdesk.connect("upload-method", "POST")
                .attachments()
                .orElseThrow()
                .upload(REF, file("router.jpg", "image/jpeg"));

        talkdesk.verify(postRequestedFor(urlEqualTo("/bucket/x?signature=s")));
    }

    @Test
    void anEmptyFileCanBeSent() {
        Upload empty = new Upload("k", "empty.txt", "text/plain", 0, () -> new ByteArrayInputStream(new byte[0]));

        assertThat(transfer().upload(REF, empty).vendorId()).isEqualTo("att-1");
    }

    @ParameterizedTest
    @CsvSource({
        "router.jpg, router.jpg",
        "../../etc/passwd, passwd",
        "C:\\Users\\maria\\photo 1.png, photo 1.png",
        "'a\"b<c>|d.pdf', a_b_c_d.pdf",
        "Τιμολόγιο-έτος.pdf, Τιμολόγιο-έτος.pdf",
        "...., file",
        "'', file",
        ".htaccess, htaccess"
    })
    void everyUploadHasANameOfItsOwnThatIsSafeAndReadable(String name, String expected) {
        String first = UniqueName.of(name);

        assertThat(first).matches(UNIQUE + ".*").endsWith("-" + expected).isNotEqualTo(UniqueName.of(name));
        assertThat(UniqueName.original(first)).isEqualTo(expected);
    }

    @Test
    void aLongNameKeepsItsExtension() {
        assertThat(UniqueName.of("x".repeat(300) + ".jpeg")).hasSize(37 + 120).endsWith("x.jpeg");
    }

    @Test
    void aFileThatIsNotReadyIsWaitedForALittle() {
        talkdesk.stubFor(post(API).willReturn(json(200, "{\"id\":\"att-1\",\"name\":\"n\",\"state\":\"PENDING\"}")));
        talkdesk.stubFor(get(API + "/att-1")
                .inScenario("state")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("ready")
                .willReturn(json(200, "{\"id\":\"att-1\",\"state\":\"In Progress\"}")));
        talkdesk.stubFor(get(API + "/att-1")
                .inScenario("state")
                .whenScenarioStateIs("ready")
                .willReturn(json(200, "{\"id\":\"att-1\",\"state\":\"whatever comes next\"}")));

        assertThat(transfer().upload(REF, file("a.txt", "text/plain")).vendorId())
                .isEqualTo("att-1");
        talkdesk.verify(2, getRequestedFor(urlEqualTo(API + "/att-1")));
    }

    @Test
    void aStateThatMayNotBeReadIsNotWaitedFor() {
        talkdesk.stubFor(post(API).willReturn(json(200, "{\"id\":\"att-1\",\"name\":\"n\",\"state\":\"pending\"}")));
        talkdesk.stubFor(get(API + "/att-1").willReturn(json(403, "{}")));

        assertThat(transfer().upload(REF, file("a.txt", "text/plain")).vendorId())
                .isEqualTo("att-1");
        talkdesk.verify(1, getRequestedFor(urlEqualTo(API + "/att-1")));
    }

    @ParameterizedTest
    @CsvSource({"403, UNAVAILABLE", "500, UNAVAILABLE", "307, UNAVAILABLE", "413, REJECTED"})
    void aStorageThatRefusesIsClassified(int status, Kind expected) {
        talkdesk.stubFor(put(urlEqualTo("/bucket/x?signature=s"))
                .willReturn(aResponse().withStatus(status).withHeader("Location", "/elsewhere")));

        assertThat(failure(() -> transfer().upload(REF, file("a.txt", "text/plain"))))
                .hasMessageNotContaining("signature")
                .extracting("kind")
                .isEqualTo(expected);
    }

    @Test
    void aTransferThatBreaksIsSafeToRepeatBecauseNobodySawIt() {
        talkdesk.stubFor(put(urlEqualTo("/bucket/x?signature=s"))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThat(failure(() -> transfer().upload(REF, file("a.txt", "text/plain"))))
                .hasMessageNotContaining("signature")
                .extracting("kind")
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aFileThatCannotBeReadFailsTheUpload() {
        Upload broken = new Upload("k", "a.txt", "text/plain", 10, () -> {
            throw new IOException("disk");
        });

        assertThat(failure(() -> transfer().upload(REF, broken)).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"request_id\":\"r\"}", "{\"url\":\"https://x.example\"}", "<html>"})
    void anUploadLinkThatIsNoneIsAnOutage(String body) {
        talkdesk.stubFor(post(API + "/upload-link").willReturn(json(200, body)));

        assertThat(failure(() -> transfer().upload(REF, file("a.txt", "text/plain")))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void anAgentsFileIsStreamedWithoutAToken() throws Exception {
        talkdesk.stubFor(get(API + "/att%209/download-link")
                .willReturn(json(
                        200, "{\"url\":\"" + talkdesk.baseUrl() + "/bucket/y?signature=s\",\"expire_time\":600}")));
        talkdesk.stubFor(get(urlEqualTo("/bucket/y?signature=s"))
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/pdf")
                        .withBody(PICTURE)));

        try (Download download = transfer().open(REF, "att 9")) {
            assertThat(download.mediaType()).isEqualTo("application/pdf");
            assertThat(download.content().readAllBytes()).isEqualTo(PICTURE);
        }
        talkdesk.verify(getRequestedFor(urlEqualTo("/bucket/y?signature=s")).withHeader("Authorization", absent()));
    }

    @Test
    void aFileThatIsGoneIsRejected() {
        talkdesk.stubFor(get(API + "/att-9/download-link").willReturn(json(404, "{\"code\":\"1\"}")));

        assertThat(failure(() -> transfer().open(REF, "att-9")).kind()).isEqualTo(Kind.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bucket.example/x",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/x",
                "https://localhost/x",
                "https://db.internal/x",
                "https://intranet/x",
                "https://user:password@bucket.example/x",
                "file:///etc/passwd",
                "ftp://bucket.example/x",
                "/relative",
                "not a link",
                "https://"
            })
    void aLinkThatCouldLeadIntoOurNetworkIsNotFollowed(String link) {
        HttpCalls http = new HttpCalls(talkdesk.context().httpClient(), Duration.ofSeconds(1));
        SignedLinks links =
                new SignedLinks(http, SignedLinks.UploadMethod.PUT, URI.create("https://api.talkdeskapp.eu"));

        assertThat(failure(() -> links.open(link)))
                .hasMessageNotContaining(link)
                .extracting("kind")
                .isEqualTo(Kind.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://localhost/x", "http://u@localhost/x", "http:///x"})
    void alsoASandboxGivesOnlyWebLinks(String link) {
        talkdesk.stubFor(get(API + "/att-9/download-link").willReturn(json(200, "{\"url\":\"" + link + "\"}")));

        assertThat(failure(() -> transfer().open(REF, "att-9")).kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void aLargeFileIsStreamedAndNeverHeldWhole() {
        talkdesk.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
        byte[] block = new byte[8192];
        Arrays.fill(block, (byte) 'x');
        long size = 8L << 20;
        Upload large = new Upload("k", "large.bin", "weird type", size, () -> new RepeatedBlock(block, size));

        assertThat(transfer().upload(REF, large))
                .isEqualTo(new OutgoingAttachment("att-1", "n", "application/octet-stream", size));
        assertThat(talkdesk.findAll(putRequestedFor(urlEqualTo("/bucket/x?signature=s")))
                        .getFirst()
                        .getBody())
                .hasSize((int) size);
    }

    private AttachmentTransfer transfer() {
        return talkdesk.connect().attachments().orElseThrow();
    }

    private static Upload file(String name, String mediaType) {
        return new Upload("k-1", name, mediaType, PICTURE.length, () -> new ByteArrayInputStream(PICTURE));
    }
}
