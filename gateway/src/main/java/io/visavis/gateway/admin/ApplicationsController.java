package io.visavis.gateway.admin;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.AuditLog;
import io.visavis.gateway.access.Clients;
import io.visavis.gateway.access.StoredApplications;
import io.visavis.gateway.access.StoredConnections;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.problem.JsonForms;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Applications. */
@Tag(name = "admin")
@Controller("/api/admin/v1/applications")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApplicationsController {
    private static final String ADMINISTRATOR = "admin";

    private final JsonForms forms;
    private final StoredApplications applications;
    private final StoredConnections connections;
    private final Clients clients;
    private final Lookup lookup;
    private final AuditLog audit;
    private final UnitOfWork work;
    private final Clock clock;

    ApplicationsController(
            JsonForms forms,
            StoredApplications applications,
            StoredConnections connections,
            Clients clients,
            Lookup lookup,
            AuditLog audit,
            UnitOfWork work,
            Clock clock) {
        this.forms = forms;
        this.applications = applications;
        this.connections = connections;
        this.clients = clients;
        this.lookup = lookup;
        this.audit = audit;
        this.work = work;
        this.clock = clock;
    }

    @Operation(operationId = "listApplications", summary = "All applications")
    @Get
    List<ApplicationView> list() {
        return applications.all().stream().map(ApplicationView::of).toList();
    }

    @Operation(operationId = "addApplication", summary = "Add an application")
    @Post
    @Status(HttpStatus.CREATED)
    HttpResponse<ApplicationView> add(
            @RequestBody(content = @Content(schema = @Schema(implementation = ApplicationForm.class)))
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        ApplicationForm form = forms.read(body, ApplicationForm.class);
        Instant now = now();
        Application application = application(form, ApplicationId.next(), now, now);
        work.commit(() -> {
            applications.add(application);
            audit.add(ADMINISTRATOR, "application.added", application.id().value(), application.name());
        });
        return HttpResponse.created(ApplicationView.of(application));
    }

    @Operation(operationId = "getApplication", summary = "An application")
    @Get("/{id}")
    ApplicationView one(String id) {
        return ApplicationView.of(lookup.application(id));
    }

    @Operation(operationId = "changeApplication", summary = "Change an application")
    @Put("/{id}")
    ApplicationView change(
            String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ApplicationForm.class)))
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        ApplicationForm form = forms.readChange(body, ApplicationForm.class, ApplicationView.class);
        Application before = lookup.application(id);
        Application application = application(form, before.id(), before.createdAt(), now());
        work.commit(() -> {
            applications.change(application);
            audit.add(ADMINISTRATOR, "application.changed", application.id().value(), application.name());
        });
        return ApplicationView.of(application);
    }

    /** Only an application without clients and connections goes: nothing is taken from a vendor unseen. */
    @Operation(operationId = "removeApplication", summary = "Remove an application")
    @ApiResponse(responseCode = "409", description = "It has connections or clients.")
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(String id) {
        Application application = lookup.application(id);
        work.commit(() -> {
            if (!connections.ofApplication(application.id()).isEmpty()
                    || !clients.ofApplication(application.id()).isEmpty()) {
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "application-in-use",
                        ProblemAction.FIX_INPUT,
                        "Remove its connections and clients first.");
            }
            applications.remove(application.id());
            audit.add(ADMINISTRATOR, "application.removed", application.id().value(), application.name());
        });
    }

    private static Application application(ApplicationForm form, ApplicationId id, Instant created, Instant updated) {
        FieldChecks checks = new FieldChecks();
        String name = checks.name("name", form.name());
        List<String> origins = form.checkedOrigins(checks);
        Application application = new Application(
                id,
                name,
                origins,
                ApplicationForm.checkedMap("texts", form.texts(), checks),
                ApplicationForm.checkedMap("theme", form.theme(), checks),
                form.checkedSiteUrl(origins, checks),
                created,
                updated);
        checks.orThrow();
        return application;
    }

    /** As exact as the database keeps it, so that an answer and a later reading agree. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
