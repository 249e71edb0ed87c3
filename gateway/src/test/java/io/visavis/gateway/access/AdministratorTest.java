package io.visavis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorTest {
    @TempDir
    Path home;

    @Test
    void thePasswordIsThereOnceTheGatewayRunsAndARefusalSaysWhere() throws Exception {
        Map<String, Object> settings = Map.of("visavis.home", home.toString(), "visavis.admin-password", "");
        try (EmbeddedServer gateway = ApplicationContext.run(EmbeddedServer.class, settings, "test");
                HttpClient client = HttpClient.newHttpClient()) {
            String password = Files.readString(home.resolve("admin-password")).strip();

            URI applications = gateway.getURI().resolve("/api/admin/v1/applications");
            HttpResponse<String> refused =
                    client.send(HttpRequest.newBuilder(applications).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body())
                    .contains("admin-password", "home folder", "VISAVIS_ADMIN_PASSWORD")
                    .doesNotContain(home.toString(), password);

            String basic = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> accepted = client.send(
                    HttpRequest.newBuilder(applications)
                            .header("Authorization", "Basic " + basic)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(accepted.statusCode()).isEqualTo(200);
        }
    }
}
