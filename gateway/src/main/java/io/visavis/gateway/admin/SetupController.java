package io.visavis.gateway.admin;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.AuditLog;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.StoredConnections;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.plugin.ProviderFault;
import io.visavis.gateway.problem.JsonForms;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.ProviderException;
import io.visavis.spi.Setup;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets up the vendor's side of a connection, where its provider can: {@code GET} looks and changes nothing, {@code POST} makes
 * what is missing and keeps in the connection what came of it.
 */
@Tag(name = "admin")
@Controller("/api/admin/v1/connections/{id}/setup")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SetupController {
    private final JsonForms forms;
    private final LiveProviders live;
    private final Lookup lookup;
    private final StoredConnections connections;
    private final AuditLog audit;
    private final UnitOfWork work;
    private final Clock clock;

    SetupController(
            JsonForms forms,
            LiveProviders live,
            Lookup lookup,
            StoredConnections connections,
            AuditLog audit,
            UnitOfWork work,
            Clock clock) {
        this.forms = forms;
        this.live = live;
        this.lookup = lookup;
        this.connections = connections;
        this.audit = audit;
        this.work = work;
        this.clock = clock;
    }

    /** What the administrator decided, by the names of the choices. */
    @Serdeable
    record SetupForm(@Nullable Map<String, String> choices) {}

    @Serdeable
    record StepView(String name, String state, String detail) {}

    @Serdeable
    record OptionView(String value, String label) {}

    @Serdeable
    record ChoiceView(String name, String description, List<OptionView> options) {}

    /** How things stand; {@code settings} are those just kept in the connection. */
    @Serdeable
    record SetupView(boolean ok, List<StepView> steps, List<ChoiceView> choices, Map<String, String> settings) {
        static SetupView of(Setup.Report report) {
            return new SetupView(
                    report.steps().stream()
                            .allMatch(step -> step.state() == Setup.State.OK || step.state() == Setup.State.CHANGED),
                    report.steps().stream()
                            .map(step -> new StepView(
                                    step.name(), step.state().name().toLowerCase(Locale.ROOT), step.detail()))
                            .toList(),
                    report.choices().stream().map(SetupView::choice).toList(),
                    report.settings());
        }

        private static ChoiceView choice(Setup.Choice choice) {
            return new ChoiceView(
                    choice.name(),
                    choice.description(),
                    choice.options().stream()
                            .map(option -> new OptionView(option.value(), option.label()))
                            .toList());
        }
    }

    @Operation(operationId = "inspectSetup", summary = "What the vendor's side of a connection lacks")
    @ApiResponse(responseCode = "409", description = "Its provider cannot set anything up, or does not run.")
    @ApiResponse(responseCode = "502", description = "The vendor refused or did not answer.")
    @Get
    SetupView inspect(String id) {
        return SetupView.of(asked(setupOf(lookup.connection(id))::inspect));
    }

    @Operation(operationId = "applySetup", summary = "Set up the vendor's side of a connection")
    @ApiResponse(responseCode = "409", description = "Its provider cannot set anything up, or does not run.")
    @ApiResponse(responseCode = "502", description = "The vendor refused or did not answer.")
    @Post
    SetupView apply(
            String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = SetupForm.class)))
                    @Body
                    @Bindable(defaultValue = "{}")
                    byte[] body) {
        SetupForm form = forms.read(body, SetupForm.class);
        Connection connection = lookup.connection(id);
        Map<String, String> choices = form.choices() == null ? Map.of() : form.choices();
        SetupChoices.requireValues(choices);
        Setup.Report report = applied(connection, choices);
        work.commit(() -> {
            keep(lookup.connection(id), report.settings());
            audit.add("admin", "connection.set-up", connection.id().value(), connection.name());
        });
        return SetupView.of(report);
    }

    /** Only where something changes: a new version replaces the live provider. */
    private void keep(Connection connection, Map<String, String> made) {
        Map<String, String> settings = new HashMap<>(connection.settings());
        settings.putAll(made);
        if (!settings.equals(connection.settings())) {
            connections.change(
                    new Connection(
                            connection.id(),
                            connection.applicationId(),
                            connection.providerId(),
                            connection.name(),
                            settings,
                            connection.secretNames(),
                            connection.webhookCredential(),
                            connection.enabled(),
                            connection.version() + 1,
                            connection.createdAt(),
                            clock.instant().truncatedTo(ChronoUnit.MICROS)),
                    null);
        }
    }

    /** Looks first where something was chosen: nothing is made for a request with a name that is no choice. */
    private Setup.Report applied(Connection connection, Map<String, String> chosen) {
        Setup setup = setupOf(connection);
        if (chosen.isEmpty()) {
            return asked(() -> setup.apply(chosen));
        }
        SetupChoices choices = new SetupChoices(chosen, asked(setup::inspect).choices());
        FieldChecks checks = new FieldChecks();
        choices.noteNames(checks);
        checks.orThrow();
        return asked(() -> {
            try {
                return setup.apply(chosen);
            } catch (ProviderException e) {
                if (e.kind() == ProviderException.Kind.REJECTED) {
                    choices.noteValues(String.valueOf(e.getMessage()), checks);
                    checks.orThrow();
                }
                throw e;
            }
        });
    }

    private Setup setupOf(Connection connection) {
        return live.find(connection.id())
                .orElseThrow(() -> noSetup("The connection does not run: " + NotServed.reason(connection, live)))
                .provider()
                .setup()
                .orElseThrow(() ->
                        noSetup("Its provider sets nothing up; what it needs at the vendor is done there, by hand."));
    }

    private static ProblemException noSetup(String detail) {
        return ProblemException.of(HttpStatus.CONFLICT, "no-setup", ProblemAction.NONE, detail);
    }

    private static Setup.Report asked(Supplier<Setup.Report> question) {
        try {
            return question.get();
        } catch (ProviderException | ProviderFault e) {
            throw ProblemException.of(
                    HttpStatus.BAD_GATEWAY, "setup-failed", ProblemAction.FIX_INPUT, String.valueOf(e.getMessage()));
        }
    }
}
