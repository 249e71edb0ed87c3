/**
 * The JSON Schemas of {@code schemas/}, packed into this jar: checks documents against them, hands them out and names them. Imports
 * no other package of ours.
 */
@NullMarked
package io.visavis.gateway.schema;

import org.jspecify.annotations.NullMarked;
