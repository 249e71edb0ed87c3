package io.visavis.gateway.access;

/** What a request must show before a route runs. */
public enum AccessRule {
    /** Nothing: the route is for everyone, or checks a proof of its own (a ticket, a resume token, a client secret). */
    PUBLIC,
    /** The administrator's name and password. */
    ADMINISTRATOR,
    /** The vendor's own proof or a credential of ours; which one says the connection, so the route checks it. */
    WEBHOOK,
    /** A client's access token with permission {@code facade}. */
    FACADE,
    /** A visitor's access token, or that of a client with permission {@code widget-server}. */
    WIDGET,
    /** The access token of a client with permission {@code widget-server}. */
    WIDGET_SERVER,
    /** As {@link #WIDGET}, or a one-time stream ticket in the query, which the route redeems. */
    WIDGET_OR_TICKET,
    /** A participant's call token. */
    CALL,
    /** A participant's call token, or one in the body (a browser's beacon has no headers), which the route checks. */
    CALL_OR_BEACON
}
