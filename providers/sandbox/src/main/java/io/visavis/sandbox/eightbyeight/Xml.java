package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;

/** The platform's usual answers: the members of the JSON form as elements, a list as one element after another. */
final class Xml {

    private Xml() {}

    /** JSON where it is asked for by name or by {@code Accept}, else XML (contract 5.1, 5.2 C). */
    static Reply unlessJson(Exchange exchange, String root, JsonNode content, JsonNode json) {
        boolean wanted = exchange.path().endsWith(".json")
                || String.valueOf(exchange.header("Accept")).contains("json");
        return wanted ? Reply.json(200, json) : reply(root, content);
    }

    static Reply reply(String root, JsonNode content) {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(text, root, content);
        return Reply.text(200, "application/xml", text.toString());
    }

    private static void write(StringBuilder text, String name, JsonNode content) {
        if (content.isArray()) {
            content.forEach(one -> write(text, name, one));
            return;
        }
        text.append('<').append(name).append('>');
        if (content.isObject()) {
            content.properties().forEach(member -> write(text, member.getKey(), member.getValue()));
        } else {
            text.append(
                    content.asText().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        text.append("</").append(name).append('>');
    }
}
