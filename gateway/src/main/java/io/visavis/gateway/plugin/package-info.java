/**
 * The plugin host: loads provider jars, keeps one live provider per connection, and stands between a provider and the
 * rest, so that its exception, hang or bad jar is named and contained.
 *
 * <p>The only package that names {@code org.pf4j}. May use access (for connections), kernel and storage; knows nothing of
 * conversations.
 */
@NullMarked
package io.visavis.gateway.plugin;

import org.jspecify.annotations.NullMarked;
