/**
 * Acme as a Visavis plugin. A template: Acme is no vendor; copy this with {@code new-provider}, then replace the vendor's words
 * (addresses, fields, headers) file by file and keep the testkit green.
 */
@NullMarked
package com.example.acme;

import org.jspecify.annotations.NullMarked;
