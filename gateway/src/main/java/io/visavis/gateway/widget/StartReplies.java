package io.visavis.gateway.widget;

import io.visavis.gateway.access.IssuedToken;
import io.visavis.gateway.conversation.Conversation;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.widget.Starts.Started;
import io.visavis.gateway.widget.Wire.StartReply;
import jakarta.inject.Singleton;

/** What a browser needs to hold a conversation, whether it started it or took it over. */
@Singleton
final class StartReplies {
    private final Visitors visitors;
    private final ChatModes modes;

    StartReplies(Visitors visitors, ChatModes modes) {
        this.visitors = visitors;
        this.modes = modes;
    }

    /** 503 while the contact centre behind the conversation is switched off. */
    StartReply of(Started started) {
        Conversation conversation = started.conversation();
        IssuedToken access = visitors.issue(conversation.applicationId(), conversation.id());
        LiveProvider live = modes.require(conversation);
        return new StartReply(
                conversation.id().value(),
                conversation.chatMode(),
                access.value(),
                access.life().toSeconds(),
                started.resumeToken(),
                conversation.lastPosition(),
                conversation.state().wireName(),
                modes.capabilities(live),
                modes.limits(live),
                started.resumed());
    }
}
