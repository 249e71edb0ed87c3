package io.visavis.gateway.admin;

import io.visavis.gateway.access.Application;
import io.visavis.gateway.access.Applications;
import io.visavis.gateway.access.Client;
import io.visavis.gateway.access.ClientId;
import io.visavis.gateway.access.Clients;
import io.visavis.gateway.access.Connection;
import io.visavis.gateway.access.Connections;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.conversation.Conversations;
import io.visavis.gateway.kernel.ApplicationId;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.kernel.ConversationId;
import io.visavis.gateway.kernel.Ids;
import io.visavis.gateway.problem.ProblemException;
import jakarta.inject.Singleton;

/** Finds what a path names, or answers 404. */
@Singleton
final class Lookup {
    private final Applications applications;
    private final Connections connections;
    private final Clients clients;
    private final Conversations conversations;

    Lookup(Applications applications, Connections connections, Clients clients, Conversations conversations) {
        this.applications = applications;
        this.connections = connections;
        this.clients = clients;
        this.conversations = conversations;
    }

    Application application(String id) {
        if (Ids.isPlain(id)) {
            return applications.find(new ApplicationId(id)).orElseThrow(Lookup::noApplication);
        }
        throw noApplication();
    }

    Connection connection(String id) {
        if (Ids.isPlain(id)) {
            return connections.find(new ConnectionId(id)).orElseThrow(Lookup::noConnection);
        }
        throw noConnection();
    }

    Client client(String id) {
        if (Ids.isPlain(id)) {
            return clients.find(new ClientId(id)).orElseThrow(Lookup::noClient);
        }
        throw noClient();
    }

    Conversation conversation(String id) {
        if (Ids.isPlain(id)) {
            return conversations.find(new ConversationId(id)).orElseThrow(Lookup::noConversation);
        }
        throw noConversation();
    }

    private static ProblemException noApplication() {
        return ProblemException.notFound("application-not-found", "There is no such application.");
    }

    private static ProblemException noConnection() {
        return ProblemException.notFound("connection-not-found", "There is no such connection.");
    }

    private static ProblemException noClient() {
        return ProblemException.notFound("client-not-found", "There is no such client.");
    }

    private static ProblemException noConversation() {
        return ProblemException.notFound("conversation-not-found", "There is no such conversation.");
    }
}
