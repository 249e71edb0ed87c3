package io.visavis.sandbox.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.conversation.Author;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.conversation.Vendor.Done;
import io.visavis.sandbox.conversation.Vendor.Handover;
import io.visavis.sandbox.conversation.Vendor.NewConversation;
import io.visavis.sandbox.conversation.Vendor.Text;
import io.visavis.sandbox.conversation.Vendor.Upload;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conversations: look at them, and do what an agent can do. */
public final class ConversationControl {

    private static final String ONE = ControlApi.BASE + "/conversations/{id}";
    private static final long LONGEST_WAIT_NANOS = 20_000_000_000L;
    private static final Pattern INLINE_TYPES = Pattern.compile("image/(png|jpeg|gif|webp)");

    private record Opened(
            @Nullable String vendor,
            @Nullable String email,
            @Nullable String subject,
            @Nullable String touchpoint,
            @Nullable String agent,
            @Nullable DeliveryOptions delivery) {}

    private record ByAgent(@Nullable String agent, @Nullable DeliveryOptions delivery) {}

    private record HandedOver(
            @Nullable String agent,
            @Nullable String queue,
            @Nullable DeliveryOptions delivery) {}

    private record Said(
            @Nullable String text,
            @Nullable Author author,
            @Nullable JsonNode card,
            @Nullable DeliveryOptions delivery) {}

    private record Typed(boolean typing, @Nullable DeliveryOptions delivery) {}

    private record Ended(
            @Nullable List<String> events, @Nullable DeliveryOptions delivery) {}

    private record ActionResult(@JsonUnwrapped Conversation conversation, List<String> deliveries) {}

    private final Conversations conversations;
    private final Deliveries deliveries;
    private final Map<String, Vendor> vendors;

    /**
     * Serves the conversations of all vendors.
     *
     * @param vendors by name
     */
    public ConversationControl(Conversations conversations, Deliveries deliveries, Map<String, Vendor> vendors) {
        this.conversations = conversations;
        this.deliveries = deliveries;
        this.vendors = Map.copyOf(vendors);
    }

    public void addTo(Routes routes) {
        routes.get(ControlApi.BASE + "/conversations", this::list)
                .post(ControlApi.BASE + "/conversations", this::open)
                .get(ONE, exchange -> Reply.json(200, find(exchange)))
                .post(ONE + "/accept", this::accept)
                .post(ONE + "/say", this::say)
                .post(ONE + "/file", this::file)
                .post(ONE + "/typing", this::typing)
                .post(ONE + "/transfer", this::transfer)
                .post(ONE + "/end", this::end)
                .post(ONE + "/terminate", this::terminate)
                .post(ONE + "/call", this::call)
                .get(ONE + "/files/{file}", this::download);
    }

    private Reply list(Exchange exchange) {
        var state = exchange.queryParameter("state");
        var email = exchange.queryParameter("email");
        var vendor = exchange.queryParameter("vendor");
        return Reply.json(
                200,
                conversations.all().stream()
                        .filter(c -> state == null
                                || state.equalsIgnoreCase(c.state().name()))
                        .filter(c -> email == null || email.equals(c.opening().email()))
                        .filter(c -> vendor == null || vendor.equals(c.vendor()))
                        .toList());
    }

    private Reply open(Exchange exchange) throws IOException {
        var wish = ControlApi.body(exchange, Opened.class);
        if (wish.email() == null || wish.email().isBlank()) {
            throw ControlException.invalid("email is required");
        }
        var vendor = vendors.get(wish.vendor() == null ? "talkdesk" : wish.vendor());
        if (vendor == null) {
            throw ControlException.invalid("vendor must be one of " + vendors.keySet());
        }
        var request = new NewConversation(wish.email(), wish.subject(), wish.touchpoint(), wish.agent());
        return done(exchange, 201, vendor.open(request, options(wish.delivery())));
    }

    private Reply accept(Exchange exchange) throws IOException {
        var wish = ControlApi.body(exchange, ByAgent.class);
        return done(exchange, vendor(exchange).accept(id(exchange), wish.agent(), options(wish.delivery())));
    }

    private Reply say(Exchange exchange) throws IOException {
        var wish = ControlApi.body(exchange, Said.class);
        var text = wish.text() == null ? "" : wish.text();
        if (text.isBlank() && wish.card() == null) {
            throw ControlException.invalid("text or a card is required");
        }
        var author = wish.author();
        if (author != null && (author.type() == null || author.name() == null)) {
            throw ControlException.invalid("author needs a type and a name");
        }
        return done(
                exchange,
                vendor(exchange).say(id(exchange), new Text(text, author, wish.card()), options(wish.delivery())));
    }

    private Reply file(Exchange exchange) throws IOException {
        var name = exchange.queryParameter("name");
        if (name == null || name.isBlank()) {
            throw ControlException.invalid("the query parameter name is required");
        }
        var type = Optional.ofNullable(exchange.header("Content-Type")).orElse("application/octet-stream");
        var delivery = exchange.queryParameter("delivery");
        var options = delivery == null
                ? DeliveryOptions.NORMAL
                : Json.as(Json.read(delivery.getBytes(StandardCharsets.UTF_8)), DeliveryOptions.class);
        try (var content = exchange.bodyStream()) {
            var upload = new Upload(name, type, exchange.queryParameter("text"), content);
            return done(exchange, vendor(exchange).file(id(exchange), upload, options));
        }
    }

    private Reply typing(Exchange exchange) throws IOException {
        var wish = ControlApi.body(exchange, Typed.class);
        return done(exchange, vendor(exchange).typing(id(exchange), wish.typing(), options(wish.delivery())));
    }

    private Reply transfer(Exchange exchange) throws IOException {
        var wish = ControlApi.body(exchange, HandedOver.class);
        var to = new Handover(wish.agent(), wish.queue());
        return done(exchange, vendor(exchange).transfer(id(exchange), to, options(wish.delivery())));
    }

    private Reply end(Exchange exchange) throws IOException {
        var wish = ControlApi.body(exchange, Ended.class);
        return done(exchange, vendor(exchange).end(id(exchange), wish.events(), options(wish.delivery())));
    }

    private Reply terminate(Exchange exchange) throws IOException {
        var wish = ControlApi.body(exchange, Ended.class);
        return done(exchange, vendor(exchange).terminate(id(exchange), options(wish.delivery())));
    }

    /** 502 when the gateway does not answer with a room: that is what an agent would see. */
    private Reply call(Exchange exchange) {
        try {
            var done = vendor(exchange).call(id(exchange));
            return Reply.json(200, Json.tree(done.conversation().work().call()));
        } catch (IOException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ControlException(502, "gateway-failed", "no room: " + reason, "retry");
        }
    }

    private Reply download(Exchange exchange) throws IOException {
        var stored = vendor(exchange).fileOf(exchange.pathParameter("file"));
        if (stored == null) {
            throw ControlException.notFound("there is no file " + exchange.pathParameter("file"));
        }
        var file = stored.file();
        // What a visitor sent must never run as a page of the desk's origin.
        boolean image = INLINE_TYPES.matcher(file.type()).matches();
        return Reply.file(image ? file.type() : "application/octet-stream", file.size(), stored.content())
                .withHeader(
                        "Content-Disposition",
                        (image ? "inline" : "attachment") + "; filename*=UTF-8''" + encoded(file.name()))
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Content-Security-Policy", "sandbox");
    }

    private static String encoded(String name) {
        return java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Reply done(Exchange exchange, Done done) {
        return done(exchange, 200, done);
    }

    private Reply done(Exchange exchange, int status, Done done) {
        if ("true".equals(exchange.queryParameter("wait"))) {
            done.deliveries().forEach(this::awaitEnd);
        }
        return Reply.json(
                status,
                new ActionResult(
                        done.conversation(),
                        done.deliveries().stream().map(Delivery::id).toList()));
    }

    private void awaitEnd(Delivery delivery) {
        long until = System.nanoTime() + LONGEST_WAIT_NANOS;
        try {
            while (System.nanoTime() < until
                    && deliveries
                            .find(delivery.id())
                            .filter(now -> now.status() == Delivery.Status.PENDING)
                            .isPresent()) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Conversation find(Exchange exchange) {
        return conversations
                .find(id(exchange))
                .orElseThrow(() -> ControlException.notFound("there is no conversation " + id(exchange)));
    }

    private Vendor vendor(Exchange exchange) {
        var vendor = vendors.get(find(exchange).vendor());
        if (vendor == null) {
            throw new IllegalStateException("a conversation of a vendor that does not exist");
        }
        return vendor;
    }

    private static String id(Exchange exchange) {
        return exchange.pathParameter("id");
    }

    private static DeliveryOptions options(@Nullable DeliveryOptions asked) {
        return asked == null ? DeliveryOptions.NORMAL : asked;
    }
}
