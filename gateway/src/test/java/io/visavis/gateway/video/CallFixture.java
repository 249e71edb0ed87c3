package io.visavis.gateway.video;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.access.ClientCaller;
import io.visavis.gateway.access.ClientId;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.access.FacadeCallers;
import io.visavis.gateway.access.Permission;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.conversation.ConversationState;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.conversation.EventData;
import io.visavis.gateway.conversation.EventType;
import io.visavis.gateway.conversation.LoggedEvent;
import io.visavis.gateway.conversation.NewEvent;
import io.visavis.gateway.engine.MovableClock;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.problem.ProblemAction;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The neighbours of calls, in memory: one application, its conversations, and a clock that moves when told. */
@Factory
@Requires(property = CallFixture.ON)
final class CallFixture {

    static final String ON = "test.calls";
    static final ApplicationId APPLICATION = new ApplicationId("app_shop");
    static final ApplicationId OTHER_APPLICATION = new ApplicationId("app_other");

    /** Conversations and what their logs say. */
    static final class Chats implements Conversations, ConversationLog {
        final Map<ConversationId, Conversation> chats = new ConcurrentHashMap<>();
        final Map<ConversationId, List<EventData>> events = new ConcurrentHashMap<>();

        Conversation add(String id, @Nullable String interactionId) {
            Conversation chat = new Conversation(
                    new ConversationId(id),
                    APPLICATION,
                    new ConnectionId("con_1"),
                    "talkdesk-digital-connect",
                    ConversationState.ACTIVE,
                    "vendor-" + id,
                    interactionId,
                    "agent-7",
                    "Ada",
                    null,
                    "Maria",
                    null,
                    0,
                    null,
                    Instant.EPOCH,
                    null,
                    false);
            chats.put(chat.id(), chat);
            return chat;
        }

        List<String> eventsOf(Conversation chat) {
            return events.getOrDefault(chat.id(), List.of()).stream()
                    .map(data -> data.getClass().getSimpleName())
                    .toList();
        }

        @Override
        public Optional<Conversation> find(ConversationId id) {
            return Optional.ofNullable(chats.get(id));
        }

        @Override
        public Map<ConversationId, Conversation> find(Set<ConversationId> ids) {
            Map<ConversationId, Conversation> found = new HashMap<>(chats);
            found.keySet().retainAll(ids);
            return found;
        }

        @Override
        public Optional<ConversationId> idByVendorId(ConnectionId connection, String vendorId) {
            return Optional.empty();
        }

        @Override
        public boolean wasOver(ConversationId id) {
            return false;
        }

        @Override
        public Optional<Conversation> findOpenByCustomer(ApplicationId application, String chatMode, String email) {
            return Optional.empty();
        }

        @Override
        public List<Conversation> running(ConnectionId connection, int limit) {
            return List.of();
        }

        @Override
        public Optional<Instant> openedAt(ConnectionId connection, String vendorId) {
            return Optional.empty();
        }

        @Override
        public boolean hadInteraction(ConversationId id, String interactionId) {
            return false;
        }

        @Override
        public Optional<Instant> takenUpAt(ConversationId id) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> newestAt(ConversationId id, Set<EventType> types) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> leftAt(ConversationId id, @Nullable String agentId) {
            return Optional.empty();
        }

        @Override
        public Optional<Conversation> findByInteraction(ApplicationId application, String interactionId) {
            return chats.values().stream()
                    .filter(chat -> interactionId.equals(chat.interactionId()))
                    .findFirst();
        }

        @Override
        public long append(ConversationId id, List<NewEvent> added) {
            List<EventData> log = events.computeIfAbsent(id, _ -> new CopyOnWriteArrayList<>());
            added.forEach(event -> log.add(event.data()));
            return log.size();
        }

        @Override
        public List<LoggedEvent> read(ConversationId id, long after, int limit) {
            return List.of();
        }
    }

    /** What agents were told. */
    static final class Told implements AgentMessages {
        final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void say(Conversation conversation, String text) {
            texts.add(text);
        }
    }

    /** Problems with their slug, as the gateway's own handler gives them. */
    @Controller
    @Requires(property = ON)
    static final class Problems {
        @Error(global = true)
        HttpResponse<Map<String, String>> problem(ProblemException e) {
            return HttpResponse.<Map<String, String>>status(e.status())
                    .body(Map.of("type", "https://visavis.io/problems/" + e.slug()));
        }
    }

    @Singleton
    @Primary
    @Replaces(Clock.class)
    MovableClock clock() {
        return new MovableClock();
    }

    @Singleton
    @Primary
    Chats chats() {
        return new Chats();
    }

    @Singleton
    @Primary
    Told told() {
        return new Told();
    }

    @Singleton
    @Primary
    CallKeys keys() {
        return purpose -> Arrays.copyOf(purpose.getBytes(StandardCharsets.UTF_8), 32);
    }

    @Singleton
    @Primary
    FacadeCallers callers() {
        return CallFixture::caller;
    }

    @Singleton
    @Primary
    Applications applications() {
        return new Applications() {
            @Override
            public Optional<Application> find(ApplicationId id) {
                return all().stream().filter(one -> one.id().equals(id)).findFirst();
            }

            @Override
            public List<Application> all() {
                return List.of(application(APPLICATION), application(OTHER_APPLICATION));
            }
        };
    }

    /** No contact centre: calls need none. */
    @Singleton
    @Primary
    Connections connections() {
        return new Connections() {
            @Override
            public Optional<Connection> find(ConnectionId id) {
                return Optional.empty();
            }

            @Override
            public List<Connection> ofApplication(ApplicationId application) {
                return List.of();
            }

            @Override
            public List<Connection> all() {
                return List.of();
            }
        };
    }

    private static Application application(ApplicationId id) {
        return new Application(
                id, "Shop", List.of("https://shop.example"), Map.of(), Map.of(), null, Instant.EPOCH, Instant.EPOCH);
    }

    /** Whoever has a token that begins with {@code good} is let in; what follows tells one client from another. */
    private static ClientCaller caller(io.micronaut.http.HttpHeaders headers) {
        String token = headers.get(HttpHeaders.AUTHORIZATION);
        if (token == null || !token.startsWith("Bearer good")) {
            throw ProblemException.of(
                    HttpStatus.UNAUTHORIZED, "token-invalid", ProblemAction.REFRESH_TOKEN, "No valid token.");
        }
        return new ClientCaller(
                new ClientId("cli_" + token.substring("Bearer ".length())),
                APPLICATION,
                null,
                Set.of(Permission.FACADE),
                Instant.MAX);
    }
}
