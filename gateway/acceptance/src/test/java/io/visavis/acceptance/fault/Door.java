package io.visavis.acceptance.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.acceptance.harness.Http;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Function;

/**
 * A place that takes a JSON document from outside.
 *
 * @param method POST or PUT
 * @param authorization of a caller who may; blank for none
 * @param good a document that is taken, new at each call
 * @param form how this place says no
 * @param takesAnyJson a delivery that no one understands is stored and answered 200 all the same
 */
record Door(
        String name,
        String method,
        String url,
        String authorization,
        Function<String, ObjectNode> good,
        Refusal form,
        boolean takesAnyJson) {

    static Door of(String name, String method, String url, String authorization, Function<String, ObjectNode> good) {
        return new Door(name, method, url, authorization, good, Refusal.PROBLEM, false);
    }

    Door refusing(Refusal otherForm) {
        return new Door(name, method, url, authorization, good, otherForm, takesAnyJson);
    }

    Door takingAnyJson() {
        return new Door(name, method, url, authorization, good, form, true);
    }

    /** A good document; what must be new each time is. */
    ObjectNode document() {
        return good.apply(java.util.UUID.randomUUID().toString());
    }

    Http.Answer send(byte[] body, String contentType, String... more) {
        return send(method, body, contentType, more);
    }

    Http.Answer send(String otherMethod, byte[] body, String contentType, String... more) {
        HttpRequest.Builder request = Http.request(url, more);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return Http.send(request.method(
                otherMethod, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)));
    }

    @Override
    public String toString() {
        return name;
    }
}
