package io.visavis.gateway.admin;

import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.AuditLog;
import io.visavis.gateway.access.Client;
import io.visavis.gateway.access.ClientId;
import io.visavis.gateway.access.Clients;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.Permission;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.problem.JsonForms;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clients and their secrets. A secret is shown once, in the answer that made it. */
@Tag(name = "admin")
@Controller("/api/admin/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClientsController {
    private static final String ADMINISTRATOR = "admin";
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final JsonForms forms;
    private final Clients clients;
    private final Connections connections;
    private final Lookup lookup;
    private final PublicAddresses addresses;
    private final AuditLog audit;
    private final UnitOfWork work;
    private final Clock clock;

    ClientsController(
            JsonForms forms,
            Clients clients,
            Connections connections,
            Lookup lookup,
            PublicAddresses addresses,
            AuditLog audit,
            UnitOfWork work,
            Clock clock) {
        this.forms = forms;
        this.clients = clients;
        this.connections = connections;
        this.lookup = lookup;
        this.addresses = addresses;
        this.audit = audit;
        this.work = work;
        this.clock = clock;
    }

    @Operation(operationId = "listClients", summary = "Clients of an application")
    @Get("/applications/{id}/clients")
    List<ClientView> list(String id) {
        return clients.ofApplication(lookup.application(id).id()).stream()
                .map(client -> ClientView.of(client, addresses.token(), null))
                .toList();
    }

    @Operation(operationId = "addClient", summary = "Add a client")
    @Post("/applications/{id}/clients")
    @Status(HttpStatus.CREATED)
    HttpResponse<ClientView> add(
            String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ClientForm.class)))
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        ClientForm form = forms.read(body, ClientForm.class);
        Application application = lookup.application(id);
        FieldChecks checks = new FieldChecks();
        Client client = new Client(
                ClientId.next(),
                application.id(),
                connection(form.connectionId(), application.id(), checks),
                checks.name("name", form.name()),
                permissions(form, checks),
                clock.instant(),
                null);
        checks.orThrow();
        String secret = work.commit(() -> {
            String made = clients.add(client);
            audit.add(ADMINISTRATOR, "client.added", client.id().value(), client.name());
            return made;
        });
        return HttpResponse.created(ClientView.of(client, addresses.token(), secret));
    }

    @Operation(operationId = "removeClient", summary = "Remove a client")
    @Delete("/clients/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(String id) {
        Client client = lookup.client(id);
        work.commit(() -> {
            clients.remove(client.id());
            audit.add(ADMINISTRATOR, "client.removed", client.id().value(), client.name());
        });
    }

    /** A new secret; the one before it works for another {@code overlap} (ISO-8601, a day unless told, 30 at most). */
    @Operation(operationId = "addClientSecret", summary = "Give a client a new secret")
    @Post("/clients/{id}/secrets")
    @Status(HttpStatus.CREATED)
    HttpResponse<ClientView> rotate(String id, @QueryValue @Nullable Duration overlap) {
        Client client = lookup.client(id);
        Duration kept = overlap == null ? Duration.ofDays(1) : overlap;
        if (kept.isNegative() || kept.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid("overlap", "must be between PT0S and P30D");
        }
        String secret = work.commit(() -> {
            String made = clients.rotate(client.id(), kept);
            audit.add(ADMINISTRATOR, "client.secret-added", client.id().value(), "overlap " + kept);
            return made;
        });
        return HttpResponse.created(ClientView.of(client, addresses.token(), secret));
    }

    private @Nullable ConnectionId connection(@Nullable String id, ApplicationId application, FieldChecks checks) {
        if (id == null || id.isBlank()) {
            return null;
        }
        Optional<ConnectionId> found = Optional.of(id)
                .filter(Ids::isPlain)
                .map(ConnectionId::new)
                .filter(it -> connections
                        .find(it)
                        .filter(connection -> connection.applicationId().equals(application))
                        .isPresent());
        if (found.isEmpty()) {
            checks.wrong("connectionId", "is no connection of this application");
        }
        return found.orElse(null);
    }

    private static Set<Permission> permissions(ClientForm form, FieldChecks checks) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        List<@Nullable String> names = form.permissions();
        if (names == null || names.isEmpty()) {
            checks.wrong("permissions", "must name at least one of webhooks, facade, widget-server");
            return permissions;
        }
        for (int i = 0; i < names.size(); i++) {
            String field = "permissions[" + i + "]";
            String name = names.get(i);
            Permission.of(name == null ? "" : name)
                    .ifPresentOrElse(
                            permissions::add,
                            () -> checks.wrong(field, "must be one of webhooks, facade, widget-server"));
        }
        return permissions;
    }
}
