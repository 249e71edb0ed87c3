import { text } from "./event-data";
import type { DeliveryState, Item, MessageItem } from "./log";

const PROGRESS: Record<DeliveryState, number> = { failed: -1, sent: 0, accepted: 1, delivered: 2, read: 3 };

/** Receipts overtake each other; only a failure, and what follows one, take back what was known. */
function fate(item: MessageItem, state: DeliveryState, reason: string): { state: DeliveryState; reason: string } {
  const later = state === "failed" || PROGRESS[state] > PROGRESS[item.state];
  const known = item.state === "failed" ? "" : item.reason;
  return { state: later ? state : item.state, reason: reason || known };
}

/** The messages after news of one of them. */
export function deliver(items: Item[], data: Record<string, unknown>, state: DeliveryState, reason: string): Item[] {
  const id = text(data["messageId"]);
  return items.map((item) => (item.kind === "message" && item.id === id ? { ...item, ...fate(item, state, reason) } : item));
}

/** All that the visitor has written up to that moment has been read. */
export function readUpTo(items: Item[], moment: string): Item[] {
  const limit = Date.parse(moment);
  return items.map((item) =>
    item.kind === "message" && item.actor.kind === "visitor" && item.state !== "failed" && Date.parse(item.at) <= limit
      ? { ...item, state: "read" }
      : item,
  );
}
