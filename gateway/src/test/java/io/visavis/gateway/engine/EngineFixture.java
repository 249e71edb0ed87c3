package io.visavis.gateway.engine;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationStarts;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.NewConversation;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.plugin.LiveProviders;
import io.visavis.gateway.storage.Sql;
import io.visavis.gateway.storage.UnitOfWork;
import io.visavis.spi.RawWebhook;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A running gateway on a real database, with {@link ScriptedVendor}s. Tests keep apart by connections of their own. */
public final class EngineFixture implements AutoCloseable {
    private static final Map<Database, EngineFixture> SHARED = new ConcurrentHashMap<>();

    private final Map<String, Object> given;
    private final Path home;
    private EmbeddedServer server;

    private EngineFixture(Database database, Path home, Map<String, Object> settings) {
        this.home = home;
        this.given = new HashMap<>(settings);
        this.given.putAll(database.fresh(home));
        this.server = run();
    }

    /** The one for all tests that do not stop it. */
    public static EngineFixture shared(Database database) {
        return SHARED.computeIfAbsent(database, EngineFixture::own);
    }

    public static EngineFixture own(Database database) {
        return own(database, Map.of());
    }

    /** One with settings of its own. */
    public static EngineFixture own(Database database, Map<String, Object> settings) {
        try {
            return new EngineFixture(database, Files.createTempDirectory("engine"), settings);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private EmbeddedServer run() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spec.name", "engine");
        settings.put("visavis.home", home.toString());
        settings.put("micronaut.server.port", "-1");
        settings.put("visavis.rate-limits", "off");
        // So few that a burst must be read back from the database.
        settings.put("visavis.inbox.memory", "4");
        // Tests pass days at once, and no chat of another test is to end by that.
        settings.put("visavis.idle.after", "0s");
        settings.putAll(given);
        return ApplicationContext.run(EmbeddedServer.class, settings, "test");
    }

    /** Ends this run and begins another on the same database. */
    public void restart() {
        server.close();
        server = run();
    }

    public <T> T get(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public URI address() {
        return server.getURI();
    }

    public MovableClock clock() {
        return get(MovableClock.class);
    }

    public Sql sql() {
        return get(Sql.class);
    }

    public UnitOfWork unitOfWork() {
        return get(UnitOfWork.class);
    }

    public ScriptedVendor vendor(ConnectionId connection) {
        return (ScriptedVendor)
                get(LiveProviders.class).find(connection).orElseThrow().provider();
    }

    /** A connection nobody used before. */
    public static ConnectionId connection() {
        return new ConnectionId(Ids.next("con"));
    }

    /** One whose vendor sends the visitor's words back within two seconds. */
    public static ConnectionId echoing() {
        return new ConnectionId(Ids.next("echo"));
    }

    /** One whose vendor lets what happened earlier overtake, within a second. */
    public static ConnectionId ordering() {
        return new ConnectionId(Ids.next("order"));
    }

    /** One whose vendor takes up again what is over. */
    public static ConnectionId reopening() {
        return new ConnectionId(Ids.next("again"));
    }

    /** A conversation that the vendor knows by the id {@code v-<connection>}. */
    public ConversationId chat(ConnectionId connection) {
        return chat(connection, "v-" + connection.value());
    }

    public ConversationId chat(ConnectionId connection, @org.jspecify.annotations.Nullable String vendorId) {
        return chat(connection, vendorId, null);
    }

    /** One of a customer who has told the address. */
    public ConversationId chat(
            ConnectionId connection,
            @org.jspecify.annotations.Nullable String vendorId,
            @org.jspecify.annotations.Nullable String email) {
        ConversationId id = ConversationId.next();
        unitOfWork()
                .commit(() -> get(ConversationStarts.class)
                        .create(new NewConversation(
                                id, EngineFakes.APPLICATION, connection, "scripted", email, "Parcel", vendorId)));
        return id;
    }

    /** The whole log, from the database. */
    public List<LoggedEvent> log(ConversationId id) {
        return get(ConversationLog.class).read(id, 0, 10_000);
    }

    public List<String> types(ConversationId id) {
        return log(id).stream().map(event -> event.type().wireName()).toList();
    }

    public List<String> texts(ConversationId id) {
        return log(id).stream()
                .filter(event -> event.type().wireName().equals("message.created"))
                .map(event -> event.data().replaceAll(".*\"text\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    /** A delivery that arrives now. */
    public RawWebhook delivery(String script) {
        return new RawWebhook("", Map.of(), ("\"" + script + "\"").getBytes(StandardCharsets.UTF_8), clock().instant());
    }

    /** {@code state} or {@code state/mark} of the inbox rows of a connection, in order of arrival. */
    public List<String> inbox(ConnectionId connection) {
        return sql().query(
                        "select state, mark from inbox where connection_id = ? order by id",
                        row -> row.getString(1) + (row.getString(2) == null ? "" : "/" + row.getString(2)),
                        connection.value());
    }

    @Override
    public void close() {
        server.close();
    }
}
