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
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.StoredConnections;
import io.visavis.gateway.access.WebhookCredential;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.KnownNames;
import io.visavis.gateway.kernel.Secrets;
import io.visavis.gateway.outbox.ConnectionRemovals;
import io.visavis.gateway.plugin.Absence;
import io.visavis.gateway.plugin.InstalledProviders;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.problem.JsonForms;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.ProviderDescriptor;
import io.visavis.spi.SettingSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Connections: one configured account of a contact centre each. */
@Tag(name = "admin")
@Controller("/api/admin/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConnectionsController {
    private static final String ADMINISTRATOR = "admin";
    /** How a provider names the setting it objects to. */
    private static final Pattern QUOTED = Pattern.compile("'([a-z0-9-]+)'");

    private final JsonForms forms;
    private final StoredConnections connections;
    private final Clients clients;
    private final InstalledProviders providers;
    private final LiveProviders live;
    private final ConnectionRemovals removals;
    private final Lookup lookup;
    private final PublicAddresses addresses;
    private final AuditLog audit;
    private final UnitOfWork work;
    private final Clock clock;

    ConnectionsController(
            JsonForms forms,
            StoredConnections connections,
            Clients clients,
            InstalledProviders providers,
            LiveProviders live,
            ConnectionRemovals removals,
            Lookup lookup,
            PublicAddresses addresses,
            AuditLog audit,
            UnitOfWork work,
            Clock clock) {
        this.forms = forms;
        this.connections = connections;
        this.clients = clients;
        this.providers = providers;
        this.live = live;
        this.removals = removals;
        this.lookup = lookup;
        this.addresses = addresses;
        this.audit = audit;
        this.work = work;
        this.clock = clock;
    }

    @Operation(operationId = "listConnections", summary = "Connections of an application")
    @Get("/applications/{id}/connections")
    List<ConnectionView> list(String id) {
        return connections.ofApplication(lookup.application(id).id()).stream()
                .map(connection -> view(connection, null))
                .toList();
    }

    @Operation(operationId = "addConnection", summary = "Add a connection")
    @Post("/applications/{id}/connections")
    @Status(HttpStatus.CREATED)
    HttpResponse<ConnectionView> add(
            String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ConnectionForm.class)))
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        ConnectionForm form = forms.read(body, ConnectionForm.class);
        Application application = lookup.application(id);
        ProviderDescriptor descriptor = providers
                .descriptor(form.provider() == null ? "" : form.provider())
                .orElseThrow(() -> notInstalled(form.provider()));
        Instant now = now();
        Connection connection = checked(
                form,
                descriptor,
                ConnectionId.next(),
                application.id(),
                Map.of(),
                WebhookCredential.OAUTH,
                true,
                1,
                now);
        String credential = credentialFor(connection.webhookCredential());
        work.commit(() -> {
            connections.add(connection, credential);
            audit.add(ADMINISTRATOR, "connection.added", connection.id().value(), connection.name());
        });
        return HttpResponse.created(view(connection, credential));
    }

    @Operation(operationId = "getConnection", summary = "A connection")
    @Get("/connections/{id}")
    ConnectionView one(String id) {
        return view(lookup.connection(id), null);
    }

    @Operation(operationId = "changeConnection", summary = "Change a connection")
    @ApiResponse(responseCode = "409", description = "Its plugin does not run.")
    @Put("/connections/{id}")
    ConnectionView change(
            String id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ConnectionForm.class)))
                    @Body
                    @Bindable(defaultValue = "")
                    byte[] body) {
        ConnectionForm form = forms.readChange(body, ConnectionForm.class, ConnectionView.class);
        Connection before = lookup.connection(id);
        if (form.provider() != null && !form.provider().equals(before.providerId())) {
            throw ProblemException.invalid("provider", "cannot change; add another connection");
        }
        ProviderDescriptor descriptor = providers
                .descriptor(before.providerId())
                .orElseThrow(() -> ProblemException.of(
                        HttpStatus.CONFLICT,
                        "plugin-missing",
                        ProblemAction.FIX_INPUT,
                        "The plugin '" + before.providerId() + "' does not run; see the list of providers."));
        Connection connection = checked(
                form,
                descriptor,
                before.id(),
                before.applicationId(),
                before.settings(),
                before.webhookCredential(),
                before.enabled(),
                before.version() + 1,
                before.createdAt());
        String credential = connection.webhookCredential() == before.webhookCredential()
                ? null
                : credentialFor(connection.webhookCredential());
        work.commit(() -> {
            connections.change(connection, credential);
            audit.add(ADMINISTRATOR, "connection.changed", connection.id().value(), connection.name());
        });
        return view(connection, credential);
    }

    /**
     * A client bound to it must go first, or it would be free to act for the whole application. Its chats end, and what
     * waits for its vendor fails.
     */
    @Operation(operationId = "removeConnection", summary = "Remove a connection")
    @ApiResponse(responseCode = "409", description = "Clients are bound to it.")
    @Delete("/connections/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void remove(String id) {
        Connection connection = lookup.connection(id);
        work.commit(() -> {
            if (!clients.ofConnection(connection.id()).isEmpty()) {
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "connection-in-use",
                        ProblemAction.FIX_INPUT,
                        "Remove the clients bound to it first.");
            }
            connections.remove(connection);
            removals.removed(connection.id());
            audit.add(ADMINISTRATOR, "connection.removed", connection.id().value(), connection.name());
        });
    }

    private Connection checked(
            ConnectionForm form,
            ProviderDescriptor descriptor,
            ConnectionId id,
            ApplicationId application,
            Map<String, String> before,
            WebhookCredential credentialBefore,
            boolean enabledBefore,
            long version,
            Instant createdAt) {
        FieldChecks checks = new FieldChecks();
        Set<String> secrets = descriptor.settings().stream()
                .filter(SettingSpec::secret)
                .map(SettingSpec::name)
                .collect(Collectors.toSet());
        String name = checks.name("name", form.name());
        Map<String, String> settings = new HashMap<>(form.checkedSettings(descriptor, before, checks));
        WebhookCredential credential = credential(form.webhookCredential(), credentialBefore, checks);
        checks.orThrow();
        secrets.retainAll(settings.keySet());
        Connection connection = new Connection(
                id,
                application,
                descriptor.id(),
                name,
                settings,
                secrets,
                credential,
                form.enabled() == null ? enabledBefore : form.enabled(),
                version,
                createdAt,
                now());
        live.objection(connection).ifPresent(objection -> {
            throw ProblemException.invalid(settingNamed(objection), objection);
        });
        return connection;
    }

    private static String settingNamed(String objection) {
        Matcher name = QUOTED.matcher(objection);
        return name.find() ? "settings." + name.group(1) : "settings";
    }

    private static WebhookCredential credential(
            @Nullable String sent, WebhookCredential otherwise, FieldChecks checks) {
        if (sent == null) {
            return otherwise;
        }
        return WebhookCredential.of(sent).orElseGet(() -> {
            checks.wrong("webhookCredential", "must be one of oauth, basic, api-key, none-unsafe");
            return otherwise;
        });
    }

    private static @Nullable String credentialFor(WebhookCredential kind) {
        return switch (kind) {
            case BASIC, API_KEY -> Secrets.next();
            case OAUTH, NONE_UNSAFE -> null;
        };
    }

    private ConnectionView view(Connection connection, @Nullable String credential) {
        boolean provesItself = live.find(connection.id())
                .flatMap(it -> it.provider().authenticator())
                .isPresent();
        return ConnectionView.of(
                connection,
                providers.descriptor(connection.providerId()).orElse(null),
                live.trouble(connection.id()).map(Absence::detail).orElse(null),
                live.overshadowed(connection.id()).orElse(null),
                addresses,
                provesItself,
                credential);
    }

    /** As exact as the database keeps it, so that an answer and a later reading agree. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ProblemException notInstalled(@Nullable String provider) {
        List<String> installed =
                providers.descriptors().stream().map(ProviderDescriptor::id).toList();
        String named = provider == null || provider.isBlank() ? "is missing" : "is none of the installed ones";
        return ProblemException.invalid(
                "provider",
                installed.isEmpty()
                        ? named + "; none is installed, put its jar into the folder for plugins"
                        : named + KnownNames.hint(String.valueOf(provider), installed));
    }
}
