/**
 * Settings that can be looked at and changed while the sandbox runs, in named sections. A section is a record; who owns
 * the record keeps it in the owner's package. Knows no vendor.
 */
@NullMarked
package io.visavis.sandbox.settings;

import org.jspecify.annotations.NullMarked;
