package io.visavis.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetControllerTest {

    private final BundledAssets assets = new BundledAssets(ObjectMapper.getDefault());
    private final AssetController controller = new AssetController(assets);

    AssetControllerTest() throws IOException {}

    @Test
    void the_loader_is_cached_briefly_and_checked_by_its_tag() {
        HttpResponse<?> first = controller.loader(HttpRequest.GET("/widget.js"));
        String tag = first.header(HttpHeaders.ETAG);

        HttpResponse<?> second =
                controller.loader(HttpRequest.GET("/widget.js").header(HttpHeaders.IF_NONE_MATCH, tag));

        assertThat(first.header(HttpHeaders.CACHE_CONTROL)).startsWith("public, max-age=300");
        assertThat(first.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)).isEqualTo("*");
        assertThat((Object) second.status()).isEqualTo(HttpStatus.NOT_MODIFIED);
    }

    @Test
    void a_hashed_file_never_changes_and_comes_compressed_to_who_accepts_it() throws IOException {
        String script = assets.entry("panel").script();

        HttpResponse<?> plain = controller.asset(HttpRequest.GET("/assets/" + script), script);
        HttpResponse<?> packed = controller.asset(
                HttpRequest.GET("/assets/" + script).header(HttpHeaders.ACCEPT_ENCODING, "br, gzip;q=0.8"), script);

        assertThat(plain.header(HttpHeaders.CACHE_CONTROL)).contains("immutable");
        assertThat(plain.header(HttpHeaders.CONTENT_ENCODING)).isNull();
        assertThat(packed.header(HttpHeaders.CONTENT_ENCODING)).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream((byte[]) packed.body())).readAllBytes())
                .isEqualTo((byte[]) plain.body());
    }

    @Test
    void a_client_that_refuses_gzip_gets_the_plain_file() {
        HttpResponse<?> response = controller.loader(
                HttpRequest.GET("/widget.js").header(HttpHeaders.ACCEPT_ENCODING, "gzip;q=0, identity"));

        assertThat(response.header(HttpHeaders.CONTENT_ENCODING)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../manifest.json",
                "manifest.json",
                "panel.js",
                "panel-AAAAAAAA.js",
                "panel-AAAAAAAA.js.gz",
                "..%2fapplication.yml",
                ""
            })
    void a_name_the_bundler_did_not_give_is_not_found(String name) {
        assertThat((Object) controller.asset(HttpRequest.GET("/assets/x"), name).status())
                .isEqualTo(HttpStatus.NOT_FOUND);
    }
}
