import type { WidgetConfig } from "../shared/protocol";
import type { CallKind, Command, CommandReply, Envelope } from "../wire";
import type { CardDraft } from "./card-answer";
import { Files } from "./files";
import { requestJson } from "./http";
import type { Keep, KeptConversation } from "./keep";
import { apply, emptyLog, type Item, type LogView, type MessageItem } from "./log";
import { Outgoing } from "./outgoing";
import { Picked } from "./picked";
import { Session } from "./session";
import { EventStream } from "./stream";
import { Typing } from "./typing";
import { attachmentsIn, upload } from "./uploads";
import { isVisible } from "./visible";

/** Longer attributes are no queue's name; an address has to hold them all. */
const LONGEST_OPTION = 200;
const LONGEST_UPLOAD_MS = 600_000;

export interface ChatListener {
  changed(): void;
  /** An event not told before, in order. */
  told(event: Envelope, log: LogView): void;
  /** The gateway no longer knows the conversation, or no longer this browser. */
  lost(): void;
}

/** One conversation: its log as the gateway tells it, and the visitor's words on their way there. */
export class Chat {
  readonly #cards = new Map<string, CardDraft>();
  log: LogView = emptyLog();
  live = false;
  /** Has been live at least once since the page loaded. */
  everLive = false;
  readonly session: Session;
  readonly files: Files;
  readonly picked: Picked;
  readonly outgoing: Outgoing;
  readonly typing: Typing;
  readonly #stream: EventStream;
  #told: number;
  #retried: Set<string>;

  constructor(
    readonly kept: KeptConversation,
    private readonly keep: Keep,
    private readonly listener: ChatListener,
  ) {
    const tab = keep.tab;
    this.session = new Session(kept.conversationId, keep, kept);
    this.files = new Files(this.session, () => listener.changed());
    this.picked = new Picked(
      kept,
      keep,
      (file, progress) => upload(this.session, file, progress, AbortSignal.timeout(LONGEST_UPLOAD_MS)),
      () => listener.changed(),
    );
    this.#told = tab.told?.conversationId === kept.conversationId ? tab.told.position : kept.seen;
    this.#retried = new Set(tab.retried);
    this.outgoing = new Outgoing(
      this.session,
      keep,
      () => listener.changed(),
      () => this.follow(),
      () => listener.lost(),
    );
    this.typing = new Typing((typing) => {
      if (kept.capabilities.typing !== "none" && this.log.state === "active") {
        void this.command({ type: "typing.set", data: { typing } }).catch(() => undefined);
      }
    });
    this.#stream = new EventStream(this.session, {
      event: (envelope) => this.#received(envelope),
      reset: () => {
        this.log = emptyLog();
        listener.changed();
      },
      live: (connected) => {
        this.live = connected;
        this.everLive ||= connected;
        listener.changed();
      },
      finished: () => this.log.state === "ended" && this.outgoing.messages.every(({ state }) => state === "failed"),
      lost: () => listener.lost(),
    });
    this.follow();
  }

  /** Reads on where the stream has come to its end: the visitor may have written again, here or in another tab. */
  follow(): void {
    void this.#stream.run();
  }

  /** The log's items without the failed messages that the visitor has sent again. */
  get items(): Item[] {
    return this.log.items.filter((item) => item.kind !== "message" || item.state !== "failed" || !this.#retried.has(item.id));
  }

  get seen(): number {
    const kept = this.keep.conversation;
    return kept?.conversationId === this.kept.conversationId ? kept.seen : this.kept.seen;
  }

  get unread(): number {
    const { seen } = this;
    return this.log.items.filter((item) => item.kind === "message" && item.actor.kind !== "visitor" && item.position > seen).length;
  }

  /** The visitor sees everything up to here. */
  markSeen(): void {
    const kept = this.keep.conversation;
    if (kept?.conversationId !== this.kept.conversationId || kept.seen >= this.log.position) {
      return;
    }
    const newest = this.log.items.findLast((item): item is MessageItem => item.kind === "message" && item.actor.kind !== "visitor");
    this.keep.conversation = { ...kept, seen: this.log.position };
    if (newest && newest.position > kept.seen && this.kept.capabilities.receipts !== "none" && this.log.state !== "ended") {
      void this.command({ type: "message.mark-read", data: { position: newest.position } }).catch(() => undefined);
    }
  }

  /** Sends the text with the files that are ready; false when there is nothing to send. */
  send(text: string): boolean {
    const attachments = this.picked.ready;
    if (!isVisible(text) && attachments.length === 0) {
      return false;
    }
    this.typing.stop(true);
    this.outgoing.add({ commandId: crypto.randomUUID(), text: text.trim(), attachments, at: new Date().toISOString() });
    this.picked.clear();
    return true;
  }

  /** Sends a failed message again; under a new id, since the gateway has settled the old one. */
  resend(item: MessageItem): void {
    this.#retried.add(item.id);
    this.keep.changeTab({ retried: [...this.#retried] });
    this.outgoing.add({ commandId: crypto.randomUUID(), text: item.text, attachments: item.attachments, at: new Date().toISOString() });
  }

  /** Once for each id, however often it is sent. */
  command(command: Command, id: string = crypto.randomUUID()): Promise<CommandReply> {
    return this.session.json<CommandReply>("/commands", { method: "POST", body: { id, ...command } });
  }

  /** What this tab has put into the card of a message. */
  cardDraft(messageId: string): CardDraft {
    const draft = this.#cards.get(messageId) ?? { values: new Map(), faults: new Map(), pressed: null };
    this.#cards.set(messageId, draft);
    return draft;
  }

  /** The agent may like to know before a call; not worth an error if they never do. */
  async devicesChecked(result: unknown): Promise<void> {
    await this.session.json("/device-checks", { method: "POST", body: result }).catch(() => undefined);
  }

  /** Tells the agent what the page has changed of its context; a contact centre that takes no changes refuses, which is no fault. */
  tell(before: Record<string, string>, now: Record<string, string>): void {
    const changed = Object.entries(now).filter(([name, value]) => before[name] !== value);
    if (changed.length > 0 && this.log.state !== "ended") {
      void this.command({ type: "conversation.update", data: { context: Object.fromEntries(changed) } }).catch(() => undefined);
    }
  }

  requestCall(kind: CallKind): Promise<CommandReply> {
    return this.command({ type: "call.request", data: { kind } });
  }

  close(): void {
    this.#stream.close();
    this.outgoing.close();
    this.typing.stop(true);
    this.picked.close();
    this.files.dispose();
  }

  #received(event: Envelope): void {
    this.log = apply(this.log, event);
    if (event.type === "message.created" && event.actor.kind === "visitor") {
      this.outgoing.remove(String(event.data["messageId"] ?? ""));
      this.picked.sent(attachmentsIn(event.data["attachments"]));
    }
    if (event.position > this.#told) {
      this.#told = event.position;
      this.keep.changeTab({ told: { conversationId: this.kept.conversationId, position: event.position } });
      this.listener.told(event, this.log);
    }
    this.listener.changed();
  }
}

/** What an application offers, and how long it takes where the page's options lead to; throws as `requestJson`. */
export function fetchApplication<T>({ applicationId, options }: Pick<WidgetConfig, "applicationId" | "options">): Promise<T> {
  const named = Object.entries(options).filter(([, value]) => value !== "" && value.length <= LONGEST_OPTION);
  const query = named.length > 0 ? `?${new URLSearchParams(named)}` : "";
  return requestJson<T>(`/api/widget/v1/applications/${encodeURIComponent(applicationId)}${query}`);
}
