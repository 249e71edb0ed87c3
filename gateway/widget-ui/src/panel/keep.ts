import type { Attachment, CallKind, Capabilities, Limits, StartRequest } from "../wire";
import type { Values } from "./registration";

/** What leads back to a conversation; shared by all tabs of the site. */
export interface KeptConversation {
  conversationId: string;
  chatMode: string;
  accessToken: string;
  /** Epoch milliseconds. */
  expiresAt: number;
  resumeToken: string;
  capabilities: Capabilities;
  limits: Limits;
  /** The last position the visitor has seen. */
  seen: number;
}

/** A command on its way; belongs to the tab that made it. Sending it twice is harmless: its id is its key. */
export interface KeptMessage {
  commandId: string;
  text: string;
  attachments: Attachment[];
  at: string;
}

/** A start on its way, repeated with the same key after a reload. */
export interface KeptStart {
  key: string;
  request: StartRequest;
}

/** The way back into a call after a reload; the call module keeps its own resume secret beside it. */
export interface KeptCall {
  roomId: string;
  ticket: string;
  kind: CallKind;
  /** The visitor has closed it: back in only on their word. */
  dismissed?: boolean;
}

/** An offer of a call that the visitor takes up, repeated under the same id after a reload, as long as it is that very offer. */
export interface KeptAcceptance {
  id: string;
  roomId: string;
  offerId: string;
  kind: CallKind;
}

/** A conversation to be taken over, repeated with the same key after a reload; `done` however it went. */
export interface KeptHandover {
  token: string;
  key: string;
  done: boolean;
}

/** What the visitor has said of himself, for the next chat. */
export interface Person {
  name?: string;
  email?: string;
  phone?: string;
}

interface Shared {
  conversation: KeptConversation | null;
}

interface OfTab {
  /** What stands in the form before a chat. */
  form: Partial<Values> | null;
  start: KeptStart | null;
  handover: KeptHandover | null;
  outgoing: KeptMessage[];
  outgoingOf: string;
  /** Failed messages that the visitor has sent again or dropped. */
  retried: string[];
  draft: string;
  /** Files for the next message that the gateway has already. */
  uploads: Attachment[];
  /** Names of those it does not have yet. */
  uploading: string[];
  uploadsOf: string;
  person: Person;
  /** Up to where the site's page has been told of events. */
  told: { conversationId: string; position: number } | null;
  acceptance: KeptAcceptance | null;
  /** The call this tab is in. */
  call: KeptCall | null;
}

/** What a chat leaves under way is nothing to the next. */
export const NO_CHAT = {
  start: null,
  outgoing: [],
  retried: [],
  uploads: [],
  uploading: [],
  acceptance: null,
  call: null,
} satisfies Partial<OfTab>;

const EMPTY_TAB: OfTab = {
  ...NO_CHAT,
  form: null,
  handover: null,
  outgoingOf: "",
  draft: "",
  uploadsOf: "",
  person: {},
  told: null,
};

/**
 * What survives a reload. The conversation lies in the frame's local storage, so a second tab goes on with it; what this tab alone
 * has under way lies in its session storage. Nothing is written before the visitor acts. Where storage is refused, memory serves
 * and the chat lives as long as the page. A kiosk keeps all of it to the tab.
 *
 * The browser partitions a frame's storage by the site around it: one site cannot see what was said on another.
 */
export class Keep {
  readonly #key: string;
  readonly #shared: Store;
  readonly #ofTab: Store;

  constructor(applicationId: string, kiosk: boolean) {
    this.#key = `visavis:${applicationId}`;
    this.#ofTab = new Store(() => sessionStorage);
    this.#shared = kiosk ? this.#ofTab : new Store(() => localStorage);
  }

  get conversation(): KeptConversation | null {
    return this.#shared.read<Shared>(`${this.#key}:conversation`)?.conversation ?? null;
  }

  set conversation(conversation: KeptConversation | null) {
    if (conversation === null) {
      this.#shared.remove(`${this.#key}:conversation`);
    } else {
      this.#shared.write(`${this.#key}:conversation`, { conversation });
    }
  }

  get tab(): OfTab {
    return { ...EMPTY_TAB, ...this.#ofTab.read<OfTab>(`${this.#key}:tab`) };
  }

  changeTab(change: Partial<OfTab>): void {
    this.#ofTab.write(`${this.#key}:tab`, { ...this.tab, ...change });
  }

  /** Calls back when another tab has changed the conversation. */
  onChange(listener: () => void): void {
    addEventListener("storage", (event) => {
      if (event.key === `${this.#key}:conversation`) {
        listener();
      }
    });
  }
}

/** One kind of browser storage, or memory where the browser refuses it. */
class Store {
  readonly #memory = new Map<string, string>();

  constructor(private readonly area: () => Storage) {}

  read<T>(key: string): T | null {
    try {
      const text = this.#memory.get(key) ?? this.area().getItem(key);
      return text === null ? null : (JSON.parse(text) as T);
    } catch {
      return null;
    }
  }

  write(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    try {
      this.area().setItem(key, text);
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, text);
    }
  }

  remove(key: string): void {
    this.#memory.delete(key);
    try {
      this.area().removeItem(key);
    } catch {
      // Refused storage holds nothing to remove.
    }
  }
}
