package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.conversation.ActionRefusedException;
import io.visavis.sandbox.conversation.Conversation;
import io.visavis.sandbox.conversation.Message;
import io.visavis.sandbox.conversation.UnknownConversationException;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.talkdesk.EventSettings.Echo;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.Delivery;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the account does by itself when the visitor's side has acted: accept, echo, report an end. All by settings. */
final class VisitorReactions implements ConversationsApi.Reactions {

    private static final Logger log = LoggerFactory.getLogger(VisitorReactions.class);

    private final TalkdeskVendor vendor;
    private final EventSender sender;
    private final Deliveries deliveries;
    private final Setting<TalkdeskSettings> settings;
    private final Setting<DeskSettings> desk;

    VisitorReactions(
            TalkdeskVendor vendor,
            EventSender sender,
            Deliveries deliveries,
            Setting<TalkdeskSettings> settings,
            Setting<DeskSettings> desk) {
        this.vendor = vendor;
        this.sender = sender;
        this.deliveries = deliveries;
        this.settings = settings;
        this.desk = desk;
    }

    @Override
    public void started(Conversation conversation) {
        var current = desk.get();
        if (settings.get().events().startedForApi()) {
            sender.send(TalkdeskEvent.started(conversation, current.agents().getFirst()), DeliveryOptions.NORMAL);
        }
        if (current.autoAccept()) {
            sender.later(Duration.ofMillis((long) (current.autoAcceptSeconds() * 1000)), () -> accept(conversation));
        }
    }

    private void accept(Conversation conversation) {
        try {
            vendor.accept(conversation.id(), null, DeliveryOptions.NORMAL);
        } catch (ActionRefusedException | UnknownConversationException e) {
            log.info("not accepted by itself: {}", e.getMessage());
        }
    }

    @Override
    public void said(Conversation conversation, Message message) {
        var events = settings.get().events();
        if (events.echo() == Echo.OFF) {
            return;
        }
        var id = events.echo() == Echo.NEW_ID ? UUID.randomUUID().toString() : message.id();
        var sent = sender.send(TalkdeskEvent.message(conversation, message, id), DeliveryOptions.NORMAL);
        if (events.echo() == Echo.OVERTAKING) {
            awaitEnd(sent, events.timeoutSeconds());
        }
    }

    /** The event must have arrived before the API answers, that is the point of it. */
    private void awaitEnd(Delivery sent, double seconds) {
        long until = System.nanoTime() + (long) (seconds * 1e9);
        try {
            while (System.nanoTime() < until
                    && deliveries
                            .find(sent.id())
                            .filter(delivery -> delivery.status() == Delivery.Status.PENDING)
                            .isPresent()) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void left(Conversation conversation) {
        vendor.endEvents(conversation, settings.get().events().eventsAfterDelete())
                .forEach(event -> sender.send(event, DeliveryOptions.NORMAL));
    }
}
