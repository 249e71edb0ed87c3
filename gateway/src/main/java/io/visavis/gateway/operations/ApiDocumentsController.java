package io.visavis.gateway.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** The contracts that machines read: JSON, or YAML to whoever asks for it. */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiDocumentsController {
    private final OpenApiDocument openApi;
    private final AsyncApiDocument asyncApi;
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    ApiDocumentsController(OpenApiDocument openApi, AsyncApiDocument asyncApi) {
        this.openApi = openApi;
        this.asyncApi = asyncApi;
    }

    @Get(value = "/openapi", produces = MediaType.ALL)
    HttpResponse<byte[]> openApi(HttpRequest<?> request) throws JsonProcessingException {
        return answer(request, openApi.read());
    }

    @Get(value = "/asyncapi", produces = MediaType.ALL)
    HttpResponse<byte[]> asyncApi(HttpRequest<?> request) throws JsonProcessingException {
        return answer(request, asyncApi.read());
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, JsonNode document) throws JsonProcessingException {
        boolean wantsYaml =
                request.getHeaders().getAll(HttpHeaders.ACCEPT).stream().anyMatch(accept -> accept.contains("yaml"));
        return HttpResponse.ok(wantsYaml ? yaml.writeValueAsBytes(document) : json.writeValueAsBytes(document))
                .contentType(wantsYaml ? MediaType.of("application/yaml") : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
}
