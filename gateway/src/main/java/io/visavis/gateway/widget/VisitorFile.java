package io.visavis.gateway.widget;

import java.nio.file.Path;

/**
 * An uploaded file.
 *
 * @param name as the visitor's device calls it; never part of a path
 * @param mediaType what its first bytes and its declaration agree on
 */
record VisitorFile(String attachmentId, String name, String mediaType, long size, Path content) {}
