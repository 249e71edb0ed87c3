package io.visavis.gateway.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.ParameterStyle;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.widget.RateLimits.Kind;
import io.visavis.gateway.widget.Wire.ApplicationReply;
import io.visavis.gateway.widget.Wire.Availability;
import io.visavis.gateway.widget.Wire.CallOffer;
import io.visavis.gateway.widget.Wire.Mode;
import io.visavis.gateway.widget.Wire.Option;
import io.visavis.spi.OptionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a site offers, before anyone says a word: no cookie, no token. */
@Tag(name = "widget")
@Controller("/api/widget/v1/applications/{id}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationController {
    private final Applications applications;
    private final ChatModes modes;
    private final OpeningHours openingHours;
    private final Origins origins;
    private final RateLimits limits;
    private final ObjectMapper json;

    ApplicationController(
            Applications applications,
            ChatModes modes,
            OpeningHours openingHours,
            Origins origins,
            RateLimits limits,
            ObjectMapper json) {
        this.applications = applications;
        this.modes = modes;
        this.openingHours = openingHours;
        this.origins = origins;
        this.limits = limits;
        this.json = json;
    }

    /**
     * Modes, capabilities, limits, texts and looks of an application.
     *
     * @param id the application
     */
    @Operation(operationId = "getOffer", summary = "What an application offers")
    @Parameter(
            name = "options",
            in = ParameterIn.QUERY,
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            description = "Values of the modes' options, each as a parameter of its own (?cg-queue-id=118):"
                    + " availability is that of the queue they name. Names that no mode knows are passed over.",
            schema = @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE))
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ApplicationReply.class)))
    @ApiResponse(responseCode = "304", description = "As the caller knows it (If-None-Match).")
    @Get
    HttpResponse<?> application(HttpRequest<?> request, String id) throws IOException {
        limits.take(Kind.LOOK, request);
        Application application = (Ids.isPlain(id)
                        ? applications.find(new ApplicationId(id))
                        : Optional.<Application>empty())
                .orElseThrow(ApplicationController::notFound);
        origins.require(request, application);
        byte[] body = json.writeValueAsBytes(reply(application, request.getParameters()));
        String tag = '"' + Digest.of(new String(body, StandardCharsets.UTF_8)).substring(0, 32) + '"';
        boolean known =
                request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream().anyMatch(v -> v.contains(tag));
        return (known ? HttpResponse.notModified() : HttpResponse.ok(body))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    }

    static ProblemException notFound() {
        return ProblemException.notFound("application-not-found", "There is no such application.");
    }

    private ApplicationReply reply(Application application, HttpParameters page) {
        List<Mode> offered = modes.of(application.id()).stream()
                .map(live -> mode(live, page))
                .toList();
        return new ApplicationReply(
                application.id().value(),
                application.name(),
                offered,
                modes.generalLimits(),
                application.texts(),
                application.theme(),
                new CallOffer(List.of("video", "audio")));
    }

    private Mode mode(LiveProvider live, HttpParameters page) {
        return new Mode(
                live.descriptor().chatMode(),
                live.descriptor().displayName(),
                modes.capabilities(live),
                modes.limits(live),
                availability(live, optionsOf(live, page)),
                live.descriptor().options().stream()
                        .map(option -> new Option(
                                option.name(),
                                option.required(),
                                option.description(),
                                live.settings().containsKey(option.name())))
                        .toList(),
                live.descriptor().requiredCustomerFields().stream()
                        .map(field -> field.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
    }

    /** Of the connection that a chat with these options would go to. */
    private Availability availability(LiveProvider live, Map<String, String> options) {
        LiveProvider chosen = modes.choose(
                        live.applicationId(), live.descriptor().chatMode(), options, null)
                .orElse(live);
        return openingHours.of(chosen, options);
    }

    /** What the page sets of the mode's options; another mode's, and what is none, say nothing of this one. */
    private static Map<String, String> optionsOf(LiveProvider live, HttpParameters page) {
        Map<String, String> options = new HashMap<>();
        for (OptionSpec option : live.descriptor().options()) {
            page.getFirst(option.name())
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> options.put(option.name(), value));
        }
        return options;
    }
}
