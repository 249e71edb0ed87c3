import type { Actor, Attachment, CallKind, ConversationState, Envelope } from "../wire";
import { applyCall } from "./call-log";
import { deliver, readUpTo } from "./deliveries";
import { number, text } from "./event-data";

export type DeliveryState = "sent" | "accepted" | "delivered" | "read" | "failed";

/** A card as the vendor made it; `content` is JSON text. */
export interface CardData {
  contentType: string;
  content: string;
}

export interface MessageItem {
  kind: "message";
  id: string;
  position: number;
  actor: Actor;
  text: string;
  attachments: Attachment[];
  card: CardData | null;
  /** The message that it answers; empty for none. */
  replyTo: string;
  at: string;
  state: DeliveryState;
  /** Why it failed, or what of it the other side did not get. */
  reason: string;
}

export type NoticeName =
  | "queued"
  | "agentJoined"
  | "agentLeft"
  | "transferring"
  | "ended"
  | "callRequested"
  | "callDeclined"
  | "callWithdrawn"
  | "callMissed"
  | "callEnded"
  | "attachmentRejected";

export interface NoticeItem {
  kind: "notice";
  position: number;
  name: NoticeName;
  values: Record<string, string>;
  at: string;
}

export type Item = MessageItem | NoticeItem;

export interface QueueView {
  queueName: string;
  position: number | null;
  waitSeconds: number | null;
  /** Who says so; "unknown" means that nobody does. */
  confidence: string;
  /** Since when the visitor waits; epoch milliseconds. */
  since: number;
}

export interface OfferView {
  roomId: string;
  /** Tells one offer of a room from its next. */
  offerId: string;
  kind: CallKind;
  by: string;
}

export interface RequestView {
  roomId: string;
  kind: CallKind;
}

/** The conversation as the log tells it. Built by nothing but `apply`, so any two readers of one log see the same. */
export interface LogView {
  position: number;
  state: ConversationState;
  queue: QueueView | null;
  agent: Actor | null;
  agentTypingAt: number;
  items: Item[];
  unavailable: boolean;
  expiringAt: string | null;
  ended: string | null;
  /** It is over, and the visitor's next words take it up again. */
  reopens: boolean;
  offer: OfferView | null;
  /** The call that the visitor has asked for and nobody has offered yet. */
  requested: RequestView | null;
  /** The room the visitor has accepted and that has not ended. */
  room: OfferView | null;
}

/** What the gateway says by itself breaks no silence; whatever else happens does. */
const TELLS_NO_LIFE: ReadonlySet<string> = new Set([
  "conversation.expiring",
  "conversation.queue-updated",
  "provider.unavailable",
  "provider.restored",
]);

export function emptyLog(): LogView {
  return {
    position: 0,
    state: "starting",
    queue: null,
    agent: null,
    agentTypingAt: 0,
    items: [],
    unavailable: false,
    expiringAt: null,
    ended: null,
    reopens: false,
    offer: null,
    requested: null,
    room: null,
  };
}

/** The view after one more event. Types this panel does not know change nothing but the position. */
export function apply(log: LogView, event: Envelope): LogView {
  const next = { ...log, position: event.position };
  const { data } = event;
  const notice = (name: NoticeName, values: Record<string, string> = {}): void => {
    next.items = [...next.items, { kind: "notice", position: event.position, name, values, at: event.at }];
  };
  if (log.reopens && takesUpAgain(event)) {
    Object.assign(next, { state: "starting", agent: null, ended: null, reopens: false });
  }
  if (!TELLS_NO_LIFE.has(event.type)) {
    next.expiringAt = null;
  }
  switch (event.type) {
    case "conversation.created":
      next.items = [...saidBefore(data["history"], event.at), ...next.items];
      break;
    case "conversation.queued":
    case "conversation.queue-updated":
      // An agent who is there may look for another; the visitor waits for nobody yet.
      if (event.type === "conversation.queue-updated" && log.state === "active" && log.agent) break;
      next.state = "queued";
      next.queue = queueOf(data, log.queue?.since ?? Date.parse(event.at));
      break;
    case "conversation.transferring":
      next.state = "transferring";
      next.agentTypingAt = 0;
      notice("transferring");
      break;
    case "conversation.expiring":
      next.expiringAt = text(data["expiresAt"]) || event.at;
      break;
    case "conversation.ended":
      next.state = "ended";
      next.ended = text(data["reason"]) || "provider";
      next.reopens = data["reopens"] === true;
      Object.assign(next, { queue: null, agentTypingAt: 0, unavailable: false, offer: null, requested: null, room: null });
      notice("ended", { reason: next.ended });
      break;
    case "agent.joined":
      next.state = "active";
      next.queue = null;
      next.agent = { ...event.actor, name: event.actor.name || text(data["name"]) };
      notice("agentJoined", { name: next.agent.name ?? "" });
      break;
    case "agent.left":
      if (next.agent === null || next.agent.id === event.actor.id) {
        next.agent = null;
      }
      next.agentTypingAt = 0;
      notice("agentLeft", { name: event.actor.name || log.agent?.name || "" });
      break;
    case "agent.typing":
      next.agentTypingAt = data["typing"] === false ? 0 : Date.parse(event.at);
      break;
    case "message.created":
      next.items = [...next.items, messageOf(event)];
      if (event.actor.kind === "agent" && event.actor.name && next.agent && !next.agent.name) {
        // Some vendors tell that somebody joined, and who it is only with the first word.
        next.agent = { ...next.agent, name: event.actor.name };
      }
      if (event.actor.kind !== "visitor") {
        next.agentTypingAt = 0;
      }
      break;
    case "message.accepted":
      next.items = deliver(next.items, data, "accepted", text(data["shortfall"]));
      break;
    case "message.delivered":
      next.items = deliver(next.items, data, "delivered", "");
      break;
    case "message.read":
      next.items = readUpTo(deliver(next.items, data, "read", ""), text(data["readUpTo"]));
      break;
    case "message.failed":
      next.items = deliver(next.items, data, "failed", text(data["reason"]));
      break;
    case "attachment.rejected":
      notice("attachmentRejected", { name: fileName(log.items, text(data["attachmentId"])), reason: text(data["reason"]) });
      break;
    case "provider.unavailable":
      next.unavailable = true;
      break;
    case "provider.restored":
      next.unavailable = false;
      break;
    default:
      if (event.type.startsWith("call.")) {
        applyCall(next, event, notice);
      }
  }
  return next;
}

/** What stands behind an end only where the conversation has been taken up again. */
function takesUpAgain({ type, actor }: Envelope): boolean {
  return type === "conversation.queued" || type === "agent.joined" || (type === "message.created" && actor.kind === "visitor");
}

function queueOf(data: Record<string, unknown>, since: number): QueueView {
  return {
    queueName: text(data["queueName"]),
    position: number(data["position"]),
    waitSeconds: number(data["waitSeconds"]),
    confidence: text(data["confidence"]) || "unknown",
    since,
  };
}

function cardData(value: unknown): CardData | null {
  const card = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return text(card["content"]) ? { contentType: text(card["contentType"]), content: text(card["content"]) } : null;
}

function messageOf(event: Envelope): MessageItem {
  const attachments = event.data["attachments"];
  return {
    kind: "message",
    id: text(event.data["messageId"]) || String(event.position),
    position: event.position,
    actor: event.actor,
    text: text(event.data["text"]),
    attachments: Array.isArray(attachments) ? (attachments as Attachment[]) : [],
    card: cardData(event.data["card"]),
    replyTo: text(event.data["replyTo"]),
    at: event.at,
    state: "sent",
    reason: "",
  };
}

/** What was said elsewhere before; nothing of it is new to the visitor or still under way. */
function saidBefore(history: unknown, at: string): MessageItem[] {
  const lines = Array.isArray(history) ? (history as Record<string, unknown>[]) : [];
  return lines
    .filter((line) => text(line["text"]) !== "")
    .map((line, index) => ({
      kind: "message",
      id: `before-${index}`,
      position: 0,
      actor: { kind: line["author"] === "visitor" || line["author"] === "agent" ? line["author"] : "bot" },
      text: text(line["text"]),
      attachments: [],
      card: null,
      replyTo: "",
      at: text(line["at"]) || at,
      state: "accepted",
      reason: "",
    }));
}

function fileName(items: Item[], attachmentId: string): string {
  const files = items.flatMap((item) => (item.kind === "message" ? item.attachments : []));
  return files.find((file) => file.attachmentId === attachmentId)?.name ?? "";
}
