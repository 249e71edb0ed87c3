package io.visavis.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpResponse;
import io.micronaut.serde.ObjectMapper;
import io.visavis.gateway.pages.PageShell.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageShellTest {

    private final PageShell shell = new PageShell(new BundledAssets(ObjectMapper.getDefault()));

    PageShellTest() throws IOException {}

    @Test
    void a_page_names_its_bundled_script_and_allows_nothing_inline() {
        HttpResponse<byte[]> response = shell.render(Page.of("panel", "Chat"));

        assertThat(text(response))
                .containsPattern("<script type=\"module\" src=\"/assets/panel-[A-Z0-9]{8}\\.js\"></script>");
        assertThat(text(response)).doesNotContain("<style").doesNotContain(" style=");
        assertThat(policy(response))
                .contains("script-src 'self';")
                .contains("style-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void a_page_that_names_nobody_may_not_be_framed() {
        assertThat(policy(shell.render(Page.of("console", "Console")))).endsWith("frame-ancestors 'none'");
    }

    @Test
    void a_page_is_framed_by_the_origins_it_names_only() {
        Page page = Page.of("panel", "Chat").framedBy(List.of("https://shop.example", "https://www.shop.example"));

        assertThat(policy(shell.render(page)))
                .endsWith("frame-ancestors https://shop.example https://www.shop.example");
    }

    @Test
    void data_cannot_break_out_of_its_attribute() {
        Page page = Page.of("demo", "<Demo>").withData(Map.of("application-id", "\"><script>alert(1)</script>"));

        assertThat(text(shell.render(page)))
                .contains("data-application-id=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"")
                .contains("<title>&lt;Demo&gt;</title>");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String policy(HttpResponse<byte[]> response) {
        return response.getHeaders().get("Content-Security-Policy");
    }
}
