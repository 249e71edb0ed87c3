package io.visavis.gateway.storage;

import io.micronaut.context.annotation.Value;
import io.visavis.gateway.kernel.Ids;
import jakarta.inject.Singleton;

/** This process among those that share the database. Its id is new at every start: a claim names one run. */
@Singleton
public final class Node {
    private final String id = Ids.next("node");
    private final boolean alone;

    Node(@Value("${datasources.default.url}") String url) {
        this.alone = url.startsWith("jdbc:h2:");
    }

    public String id() {
        return id;
    }

    /** Whether no other process can hold a claim: an embedded database has one user. */
    public boolean alone() {
        return alone;
    }
}
