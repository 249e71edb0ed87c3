package io.visavis.talkdesk.outbound;

import io.visavis.spi.OutgoingAttachment;
import java.util.List;
import java.util.stream.Collectors;

/** What a 206 left behind, in words for the visitor. */
final class Shortfall {
    private static final int LONGEST = 300;

    private Shortfall() {}

    static String of(Reply reply, List<OutgoingAttachment> files) {
        String named = files.size() == 1
                ? files.stream().map(OutgoingAttachment::name).collect(Collectors.joining())
                : "A file";
        String reason =
                reply.text("partial_fail_reason").map(text -> ": " + text).orElse(".");
        return Truncation.visibly(named + " was not delivered" + reason, LONGEST);
    }
}
