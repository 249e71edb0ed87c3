package io.visavis.gateway;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Listens on one address of this machine ({@code VISAVIS_HOST}) where one is named; else on all. */
@Singleton
@Requires(property = "visavis.host", pattern = ".*\\S.*")
final class ListenAddress implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
    private final String host;

    /** @throws ConfigurationException when it is no address of this machine: the server would call its port taken */
    ListenAddress(@Property(name = "visavis.host") String host) {
        this.host = host.strip();
        try (ServerSocket anyPort = new ServerSocket(0, 1, InetAddress.getByName(this.host))) {
            anyPort.getLocalPort();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "VISAVIS_HOST=" + this.host + " is no address of this machine (" + e.getMessage()
                            + "): name one of its own, for example 127.0.0.1, or 0.0.0.0 for all.",
                    e);
        }
    }

    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        event.getBean().setHost(host);
        return event.getBean();
    }
}
