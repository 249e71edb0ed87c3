/**
 * Plays 8x8's Chat Gateway: its API, its events in both generations, its signatures and its errors. Knows no other vendor
 * and no HTTP server but {@code sandbox.http}. The facts are those of the 8x8 contract; sections are named beside them.
 */
@NullMarked
package io.visavis.sandbox.eightbyeight;

import org.jspecify.annotations.NullMarked;
