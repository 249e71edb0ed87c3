import { DEFAULT_PRIMARY, hexColour } from "../shared/colour";
import { isCallKind, type PanelSize, type StartOptions, type ToPanel, type WidgetConfig } from "../shared/protocol";
import type { Application, CallKind, Envelope, Mode } from "../wire";
import { CallDesk } from "./call-desk";
import { callStrings } from "./call-strings";
import { announce } from "./announce";
import { Chat, fetchApplication } from "./chat";
import { Drops } from "./drops";
import { Host } from "./host";
import { Problem } from "./http";
import { Keep, type KeptStart } from "./keep";
import type { LogView } from "./log";
import { type Field, fieldFault, type FieldFault, type FieldName, missingFields, missingOptions, startRequest, type Values } from "./registration";
import { Scroll } from "./scroll";
import { startConversation } from "./start";
import { Wording } from "./texts";

export type Screen = "loading" | "form" | "chat" | "fault";
export type Dialog = { name: "end" } | { name: "call"; kind: CallKind };

export interface FormState {
  values: Partial<Values>;
  faults: Partial<Record<FieldName, FieldFault | string>>;
  busy: boolean;
  unreachable: boolean;
  failure: string | null;
}

const KIOSK_RESET_S = 30;

const EMPTY_FORM: FormState = { values: {}, faults: {}, busy: false, unreachable: false, failure: null };

/** Everything the panel shows and every control it has. Views read it and call it; `changed` draws. */
export class App {
  screen: Screen = "loading";
  fault: { text: string; forOwner: boolean; canRetry: boolean } | null = null;
  notice: string | null = null;
  config!: WidgetConfig;
  application: Application | null = null;
  mode: Mode | null = null;
  form: FormState = EMPTY_FORM;
  chat: Chat | null = null;
  calls!: CallDesk;
  dialog: Dialog | null = null;
  visible = false;
  full = false;
  draft = "";
  /** Where the unread messages began when the visitor came back. */
  unreadFrom: number | null = null;
  /** Seconds until a kiosk begins anew. */
  resetIn: number | null = null;
  readonly scroll = new Scroll(() => this.changed());
  readonly drops = new Drops(
    () => this.changed(),
    (files) => this.chat?.attach(files),
  );
  readonly words = new Wording();
  readonly host = new Host();
  #keep!: Keep;
  #unread = -1;
  #size: PanelSize = "chat";
  #calling = false;
  #primary = DEFAULT_PRIMARY;

  constructor(private readonly draw: () => void) {}

  get primary(): string {
    return this.#primary;
  }

  get fields(): Field[] {
    return this.mode ? missingFields(this.config, this.mode) : [];
  }

  async run(): Promise<void> {
    const connect = await this.host.connect({
      config: (config) => void this.#configured(config),
      visible: (visible) => this.#shown(visible),
      invoked: (invocation) => this.#invoked(invocation),
    });
    this.config = connect.config;
    this.visible = connect.visible;
    this.#keep = new Keep(this.config.applicationId, this.config.kiosk);
    this.draft = this.#keep.tab.draft;
    this.calls = new CallDesk(this.#keep, {
      changed: () => this.changed(),
      starting: (call) => this.host.tell("callStarting", { roomId: call.roomId, kind: call.kind }),
      started: (call) => this.host.tell("callStarted", { roomId: call.roomId, kind: call.kind }),
      ended: (call, detail) => this.host.tell("callEnded", { roomId: call.roomId, ...detail }),
    });
    this.#keep.onChange(() => this.#changedElsewhere());
    await this.#load();
    this.host.post({ type: "ready" });
  }

  async reload(): Promise<void> {
    this.screen = "loading";
    this.changed();
    await this.#load();
  }

  get canAttach(): boolean {
    const { chat } = this;
    return chat !== null && chat.log.state !== "ended" && chat.kept.capabilities.attachmentsOut !== "none";
  }

  setDraft(text: string): void {
    this.draft = text;
    this.#keep.changeTab({ draft: text });
    if (text !== "") {
      this.chat?.typing.touched();
    }
    this.changed();
  }

  setField(name: FieldName, value: string): void {
    const { [name]: _, ...faults } = this.form.faults;
    this.form = { ...this.form, values: { ...this.form.values, [name]: value }, faults };
    this.changed();
  }

  /** Checks the form and starts; true when a conversation has begun. */
  async start(options: StartOptions = {}, call: CallKind | null = null): Promise<boolean> {
    if (!this.mode || this.form.busy || this.screen !== "form") {
      return false;
    }
    const values = { ...this.form.values, ...options };
    const faults: FormState["faults"] = {};
    for (const field of this.fields) {
      const fault = fieldFault(field, values[field.name] ?? "");
      if (fault) {
        faults[field.name] = fault;
      }
    }
    this.form = { ...this.form, values, faults, failure: null };
    this.changed();
    if (Object.keys(faults).length > 0) {
      return false;
    }
    const start = startRequest(this.config, this.mode, values);
    if (!(await this.host.permits("beforeStart", { chatMode: start.request.chatMode, subject: start.request.subject ?? "" }))) {
      return false;
    }
    const started = await this.#start(start);
    if (started && call) {
      await this.requestCall(call);
    }
    return started;
  }

  async send(): Promise<void> {
    if (!this.chat || (this.draft.trim() === "" && this.chat.uploads.length === 0)) {
      return;
    }
    const text = this.draft;
    if (!(await this.host.permits("beforeSend", { text }))) {
      return;
    }
    if (this.chat.send(text)) {
      this.setDraft("");
    }
  }

  async requestCall(kind: CallKind): Promise<void> {
    const { chat } = this;
    if (!chat || !(await this.host.permits("beforeRequestCall", { kind }))) {
      return;
    }
    try {
      await chat.requestCall(kind);
      this.host.tell("callRequested", { kind });
    } catch (failure) {
      this.notice = this.words.t("call.requestFailed", { reason: reasonOf(failure) });
    }
    this.changed();
  }

  async acceptCall(kind: CallKind): Promise<void> {
    const offer = this.chat?.log.offer;
    if (!this.chat || !offer || !(await this.host.permits("beforeAcceptCall", { roomId: offer.roomId, kind }))) {
      return;
    }
    try {
      const reply = await this.chat.command({ type: "call.accept", data: { roomId: offer.roomId, kind } });
      if (reply.joinUrl) {
        this.calls.enter(offer.roomId, reply.joinUrl, kind);
      }
    } catch (failure) {
      this.notice = this.words.t("call.failed", { reason: reasonOf(failure) });
    }
    this.changed();
  }

  async declineCall(): Promise<void> {
    const offer = this.chat?.log.offer;
    await this.chat?.command({ type: "call.decline", data: { roomId: offer?.roomId ?? "" } }).catch((failure: unknown) => {
      this.notice = reasonOf(failure);
    });
    this.changed();
  }

  async end(): Promise<void> {
    this.dialog = null;
    this.changed();
    if (!this.chat || !(await this.host.permits("beforeEnd"))) {
      return;
    }
    try {
      await this.chat.command({ type: "conversation.end", data: {} });
    } catch (failure) {
      this.notice = this.words.t("end.failed", { reason: reasonOf(failure) });
      this.changed();
    }
  }

  newChat(): void {
    this.#forget();
    this.resetIn = null;
    this.unreadFrom = null;
    this.form = { ...this.form, values: { ...this.form.values, subject: "" } };
    this.notice = null;
    this.screen = "form";
    this.changed();
  }

  ask(dialog: Dialog | null): void {
    this.dialog = dialog;
    this.changed();
  }

  toggleFull(): void {
    this.full = !this.full;
    this.changed();
  }

  changed(): void {
    const unread = this.chat?.unread ?? 0;
    if (unread !== this.#unread) {
      this.#unread = unread;
      this.host.post({ type: "unread", count: unread });
    }
    const inCall = this.calls && (this.calls.phase === "open" || this.calls.phase === "loading");
    const size: PanelSize = this.full && inCall ? "full" : inCall ? "call" : "chat";
    if (size !== this.#size) {
      this.#size = size;
      this.host.post({ type: "size", size });
    }
    if (this.calls && this.calls.joined !== this.#calling) {
      this.#calling = this.calls.joined;
      this.host.post({ type: "calling", active: this.#calling });
    }
    this.draw();
  }

  /** The newest message is on screen. */
  seen(): void {
    if (this.visible && document.visibilityState === "visible") {
      this.chat?.markSeen();
    }
  }

  async #load(): Promise<void> {
    try {
      this.application = await fetchApplication<Application>(this.config.applicationId);
    } catch (failure) {
      await this.#useWords();
      const unknown = failure instanceof Problem && failure.status === 404;
      this.#fail(this.words.t(unknown ? "fault.application" : "fault.noAnswer"), unknown);
      return;
    }
    await this.#useWords();
    this.#choose();
  }

  /** Decides what to show: the conversation that goes on, the start under way, or the form. */
  #choose(): void {
    const mode = this.application?.modes.find(({ chatMode }) => chatMode === this.config.chatMode) ?? null;
    this.mode = mode;
    const kept = this.#keep.conversation;
    if (kept) {
      this.#follow();
      return;
    }
    if (!mode) {
      this.#fail(this.words.t("fault.mode", { mode: this.config.chatMode }), true);
      return;
    }
    const missing = missingOptions(this.config, mode);
    if (missing.length > 0) {
      this.#fail(this.words.t("fault.options", { names: missing.join(", ") }), true);
      return;
    }
    this.screen = "form";
    this.changed();
    const { start } = this.#keep.tab;
    if (start && !this.form.busy) {
      void this.#start(start);
    }
  }

  async #start(start: KeptStart): Promise<boolean> {
    this.form = { ...this.form, busy: true, unreachable: false, failure: null };
    this.changed();
    try {
      const kept = await startConversation(this.#keep, start, (unreachable) => {
        this.form = { ...this.form, unreachable };
        this.changed();
      });
      this.form = { ...EMPTY_FORM, values: this.form.values };
      this.host.post({ type: "remember", conversation: true });
      this.host.tell("conversationStarted", { conversationId: kept.conversationId });
      this.#follow();
      return true;
    } catch (failure) {
      const faults: FormState["faults"] = {};
      if (failure instanceof Problem) {
        for (const { field, message } of failure.errors) {
          const name = field.split(/[./]/).pop() as FieldName;
          if (this.fields.some((asked) => asked.name === name)) {
            faults[name] = message;
          }
        }
      }
      const shown = Object.keys(faults).length > 0;
      this.form = { ...this.form, busy: false, unreachable: false, faults, failure: shown ? null : reasonOf(failure) };
      this.host.tell("errorHandled", { during: "start", message: reasonOf(failure) });
      this.changed();
      return false;
    }
  }

  #follow(): void {
    const kept = this.#keep.conversation;
    if (!kept) {
      return;
    }
    this.chat?.close();
    this.notice = null;
    this.screen = "chat";
    this.chat = new Chat(kept, this.#keep, {
      changed: () => this.#logChanged(),
      told: (event, log) => this.#told(event, log),
      lost: () => {
        this.#forget();
        this.notice = this.words.t("fault.lost");
        this.#choose();
      },
    });
    this.changed();
  }

  #logChanged(): void {
    const { log } = this.chat ?? {};
    const kept = this.calls.resumable;
    if (log?.room) {
      this.calls.resume(log.room.roomId);
    } else if (kept && log && log.position > 0 && this.chat?.everLive && log.state === "ended") {
      this.calls.roomEnded(kept.roomId);
    }
    this.changed();
  }

  #forget(): void {
    this.chat?.close();
    this.calls.close();
    this.chat = null;
    this.full = false;
    this.#keep.conversation = null;
    this.#keep.changeTab({ start: null, outgoing: [], retried: [], draft: "", told: null, call: null });
    this.draft = "";
    this.host.post({ type: "remember", conversation: false });
  }

  #changedElsewhere(): void {
    const kept = this.#keep.conversation;
    const over = this.screen === "form" || this.chat?.log.state === "ended";
    if (kept && over && !this.form.busy && kept.conversationId !== this.chat?.kept.conversationId) {
      this.#follow();
    } else {
      this.changed();
    }
  }

  #told(event: Envelope, log: LogView): void {
    announce(this.host, event, log);
    if (event.type === "call.ended") {
      this.calls.roomEnded(String(event.data["roomId"] ?? ""));
    } else if (event.type === "conversation.ended") {
      void this.calls.leave();
      this.host.post({ type: "remember", conversation: false });
      this.#resetKiosk();
    }
  }

  /** A kiosk belongs to the next visitor soon after a chat has ended. */
  #resetKiosk(): void {
    if (!this.config.kiosk) {
      return;
    }
    const ended = this.chat;
    this.resetIn = KIOSK_RESET_S;
    const timer = setInterval(() => {
      this.resetIn = this.chat === ended ? (this.resetIn ?? 1) - 1 : null;
      if (this.resetIn === null || this.resetIn <= 0) {
        clearInterval(timer);
        if (this.chat === ended) {
          this.newChat();
        }
      }
      this.changed();
    }, 1_000);
  }

  async #configured(config: WidgetConfig): Promise<void> {
    if (!this.config) {
      return;
    }
    const { applicationId, chatMode } = this.config;
    this.config = config;
    if (config.applicationId !== applicationId) {
      location.search = `?aid=${encodeURIComponent(config.applicationId)}`;
      return;
    }
    await this.#useWords();
    if (this.application && (this.screen === "form" || this.screen === "fault" || config.chatMode !== chatMode) && !this.form.busy) {
      this.#choose();
    } else {
      this.changed();
    }
  }

  async #useWords(): Promise<void> {
    const { config } = this;
    await this.words.use(config.locale, this.application?.texts ?? {}, config.translations);
    document.documentElement.lang = this.words.locale;
    this.calls.strings = callStrings(this.application?.texts ?? {}, config.translations);
    this.#primary = hexColour(config.primary || (this.application?.theme["colorPrimary"] ?? DEFAULT_PRIMARY));
    const { t } = this.words;
    this.host.post({
      type: "theme",
      primary: this.#primary,
      labels: {
        open: t("launcher.open"),
        close: t("launcher.close"),
        unread: t("launcher.unread"),
        panel: t("launcher.panel"),
        call: t("launcher.call"),
      },
    });
  }

  #shown(visible: boolean): void {
    if (visible && !this.visible) {
      this.unreadFrom = this.chat && this.chat.unread > 0 ? this.chat.seen : null;
    }
    this.visible = visible;
    this.changed();
  }

  async #invoked({ method, argument }: Extract<ToPanel, { type: "invoke" }>): Promise<void> {
    switch (method) {
      case "start":
        if (this.screen === "chat") {
          throw new Error("a conversation is under way");
        }
        if (!(await this.start((argument ?? {}) as StartOptions))) {
          throw new Error("the conversation was not started; the panel says why");
        }
        break;
      case "send":
        if (!this.chat || this.chat.log.state === "ended") {
          throw new Error("there is no conversation to send to");
        }
        if (await this.host.permits("beforeSend", { text: argument })) {
          this.chat.send(String(argument));
        }
        break;
      case "requestCall":
        if (!this.chat || !isCallKind(argument)) {
          throw new Error("there is no conversation to call from");
        }
        await this.requestCall(argument);
        break;
      case "end":
        await this.end();
        break;
    }
  }

  #fail(text: string, forOwner: boolean): void {
    this.screen = "fault";
    this.fault = { text, forOwner, canRetry: !forOwner };
    this.host.post({ type: "problem", message: text });
    this.host.tell("errorHandled", { during: "set-up", message: text });
    this.changed();
  }
}

export function reasonOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}

