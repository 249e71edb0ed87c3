package io.visavis.gateway.schema;

/**
 * One way in which a document does not follow its schema.
 *
 * @param field a path such as {@code history[0].text}; empty for the document itself
 * @param message what is wrong, for people
 */
public record SchemaError(String field, String message) {}
