package io.visavis.gateway.pages;

import java.util.List;

/** Which sites may show an application's panel in a frame. Called on a request's thread; may read the database. */
@FunctionalInterface
public interface ApplicationOrigins {

    /**
     * The origins as CSP sources ({@code https://shop.example}); empty when the application is unknown or none is allowed, so
     * that nobody may frame it.
     */
    List<String> of(String applicationId);
}
