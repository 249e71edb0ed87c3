/**
 * Pages, scripts and styles as browsers get them: the loader, the panel's document, the demo site and the console, each with
 * its content security policy and caching.
 *
 * <p>The shell is for other features with a page of their own (calls). This package knows no conversation and no provider;
 * from {@code access} it may learn which origins may frame an application's panel, nothing else.
 */
@NullMarked
package io.visavis.gateway.pages;

import org.jspecify.annotations.NullMarked;
