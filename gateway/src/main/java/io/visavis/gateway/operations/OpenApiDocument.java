package io.visavis.gateway.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/** The HTTP API, as the build drew it from the controllers. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "visavis",
                        version = "1",
                        description = "Bodies follow the JSON Schemas that /asyncapi and the folder schemas/ hold.",
                        license = @License(name = "Apache-2.0")))
@Singleton
final class OpenApiDocument {
    private static final String RESOURCE = "META-INF/swagger/visavis-1.yml";

    /** Parsed at each call; asked for by people, not by visitors. */
    JsonNode read() {
        try (InputStream in = OpenApiDocument.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in this build");
            }
            return new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + RESOURCE, e);
        }
    }
}
