/**
 * The reference provider: a contact centre that exists in memory only. It takes every command, and its "webhooks" are the
 * SPI's events as plain JSON, so that tests and authors can see what each event does without any vendor.
 */
@NullMarked
package io.visavis.loopback;

import org.jspecify.annotations.NullMarked;
