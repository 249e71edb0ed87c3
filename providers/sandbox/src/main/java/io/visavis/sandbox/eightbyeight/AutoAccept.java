package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.conversation.ActionRefusedException;
import io.visavis.sandbox.conversation.UnknownConversationException;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.traffic.DeliveryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent who takes whatever waits, where the desk is set so. */
final class AutoAccept {

    private static final Logger log = LoggerFactory.getLogger(AutoAccept.class);

    private final EightByEightVendor vendor;
    private final EventSender sender;
    private final Setting<DeskSettings> desk;

    AutoAccept(EightByEightVendor vendor, EventSender sender, Setting<DeskSettings> desk) {
        this.vendor = vendor;
        this.sender = sender;
        this.desk = desk;
    }

    /** The conversation waits now. */
    void waiting(String id) {
        var current = desk.get();
        if (current.autoAccept()) {
            sender.later(current.autoAcceptSeconds(), () -> accept(id));
        }
    }

    private void accept(String id) {
        try {
            vendor.accept(id, null, DeliveryOptions.NORMAL);
        } catch (ActionRefusedException | UnknownConversationException e) {
            log.info("not accepted by itself: {}", e.getMessage());
        }
    }
}
