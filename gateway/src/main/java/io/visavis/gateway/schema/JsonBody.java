package io.visavis.gateway.schema;

import io.micronaut.context.annotation.AliasFor;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in the OpenAPI document which schema describes a body that its controller reads as bytes. It checks nothing: whoever reads the
 * body does, and says in its own words what is wrong.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@RequestBody
public @interface JsonBody {
    /**
     * The schema by its place in {@code schemas/}, such as {@code widget/v1/start-request}. An annotation inside another cannot be
     * given by an alias, so that the name travels as the body's {@code $ref}; the document is put right before it is shown.
     */
    @AliasFor(annotation = RequestBody.class, member = "ref")
    String value();

    /** Whether a request without a body is refused. */
    @AliasFor(annotation = RequestBody.class, member = "required")
    boolean required() default true;
}
