package io.visavis.gateway.video.facade;

import io.micronaut.http.HttpStatus;
import io.visavis.gateway.video.facade.FacadeWire.Field;
import java.util.List;

/** Ends a facade call with an error in the contract's form. */
final class FacadeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<Field> fields;

    FacadeException(HttpStatus status, String code, String message, List<Field> fields) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    List<Field> fields() {
        return fields;
    }
}
