package io.visavis.gateway.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.micronaut.http.HttpStatus;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says where a body stops being JSON and what to do about it, in words for whoever wrote it. The parser's own words name its classes
 * and switches, which say nothing to somebody outside.
 */
public final class NotJson {
    private NotJson() {}

    /** 400 {@code not-json} for what a parser threw. */
    public static ProblemException problem(IOException fault) {
        return problem(words(fault));
    }

    /** 400 {@code not-json} in the caller's words. */
    public static ProblemException problem(String detail) {
        return ProblemException.of(HttpStatus.BAD_REQUEST, "not-json", ProblemAction.FIX_INPUT, detail);
    }

    /** What is wrong with the body, where (line and column count from 1) and what to do: whole sentences. */
    public static String words(IOException fault) {
        if (fault instanceof StreamConstraintsException) {
            return "The body nests too deeply, or has too long a name or number; send a simpler one.";
        }
        JsonProcessingException parsing = parsing(fault);
        if (parsing == null || parsing.getLocation() == null) {
            return "The body is not JSON in UTF-8.";
        }
        JsonLocation location = parsing.getLocation();
        String there = "line " + location.getLineNr() + ", column " + location.getColumnNr();
        String said = String.valueOf(parsing.getOriginalMessage());
        if (said.startsWith("Unexpected end-of-input")) {
            return "The body breaks off at " + there + "; send all of it, with each quote, bracket and brace closed.";
        }
        if (said.startsWith("Duplicate field")) {
            return "A name stands a second time in its object at " + there + "; keep one of the two.";
        }
        if (parsing instanceof MismatchedInputException) {
            return "Something follows the JSON document, at " + there + "; send one document alone.";
        }
        return "The body is not JSON at " + there
                + "; look there for a quote, comma, colon or bracket that is missing or one too many.";
    }

    private static @Nullable JsonProcessingException parsing(IOException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException parsing) {
                return parsing;
            }
        }
        return null;
    }
}
