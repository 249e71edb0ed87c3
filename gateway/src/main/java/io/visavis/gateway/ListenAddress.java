package io.visavis.gateway;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/** Listens on one address of this machine ({@code VISAVIS_HOST}) where one is named; else on all. */
@Singleton
@Requires(property = "visavis.host", pattern = ".*\\S.*")
final class ListenAddress implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
    private final String host;

    ListenAddress(@Property(name = "visavis.host") String host) {
        this.host = host.strip();
    }

    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        event.getBean().setHost(host);
        return event.getBean();
    }
}
