package io.visavis.gateway.inbox;

/** What a lane has in hand: a delivery that is stored already, or one whose sender still waits for its answer. */
sealed interface Waiting permits InboxRow, UnansweredDelivery {}
