import { DEFAULT_PRIMARY, hexColour } from "../shared/colour";
import type { WidgetConfig } from "../shared/protocol";
import type { Application, CallKind, Envelope, Mode } from "../wire";
import { CallDesk } from "./call-desk";
import { Calling } from "./calling";
import { callStrings } from "./call-strings";
import { announce } from "./announce";
import { Chat, fetchApplication } from "./chat";
import { Drops } from "./drops";
import { handOver } from "./handover";
import { Host } from "./host";
import { Problem, reasonOf } from "./http";
import { invoke } from "./invocations";
import { Keep, type KeptConversation, NO_CHAT } from "./keep";
import { KioskReset } from "./kiosk";
import type { LogView } from "./log";
import { missingOptions } from "./registration";
import { Scroll } from "./scroll";
import { Signals } from "./signals";
import { takeOver } from "./start";
import { StartForm } from "./start-form";
import { launcherLabels, Wording } from "./texts";
import { isVisible } from "./visible";

export type Screen = "loading" | "form" | "chat" | "fault";
export type Dialog = { name: "end" } | { name: "call"; kind: CallKind };

/** Everything the panel shows and every control it has. Views read it and call it; `changed` draws. */
export class App {
  screen: Screen = "loading";
  fault: { text: string; forOwner: boolean; canRetry: boolean } | null = null;
  notice: string | null = null;
  config!: WidgetConfig;
  keep!: Keep;
  application: Application | null = null;
  mode: Mode | null = null;
  chat: Chat | null = null;
  calls!: CallDesk;
  dialog: Dialog | null = null;
  visible = false;
  full = false;
  draft = "";
  /** Where the unread messages began when the visitor came back. */
  unreadFrom: number | null = null;
  readonly kiosk = new KioskReset(() => this.newChat(), () => this.changed());
  readonly form = new StartForm(this);
  readonly calling = new Calling(this);
  readonly scroll = new Scroll(() => this.changed());
  readonly drops = new Drops(
    () => this.changed(),
    (files) => this.chat?.picked.add(files),
  );
  readonly words = new Wording();
  readonly host = new Host();
  readonly #signals = new Signals(this.host);
  #primary = DEFAULT_PRIMARY;
  #sending = false;

  constructor(private readonly draw: () => void) {}

  get primary(): string {
    return this.#primary;
  }

  async run(): Promise<void> {
    const connect = await this.host.connect({
      config: (config) => void this.#configured(config),
      visible: (visible) => this.#shown(visible),
      invoked: (invocation) => invoke(this, invocation),
    });
    this.config = connect.config;
    this.visible = connect.visible;
    this.keep = new Keep(this.config.applicationId, this.config.kiosk);
    this.draft = this.keep.tab.draft;
    this.form.open();
    this.calls = new CallDesk(this.keep, {
      changed: () => this.changed(),
      starting: (call) => this.host.tell("callStarting", { roomId: call.roomId, kind: call.kind }),
      started: (call) => this.host.tell("callStarted", { roomId: call.roomId, kind: call.kind }),
      ended: (call, detail) => this.host.tell("callEnded", { roomId: call.roomId, ...detail }),
    });
    this.keep.onChange(() => this.#changedElsewhere());
    await this.#load();
    this.host.post({ type: "ready" });
    const { handover } = this.keep.tab;
    if (handover && !handover.done) {
      await handOver(this, handover.token).catch(() => undefined);
    }
  }

  async reload(): Promise<void> {
    this.screen = "loading";
    this.changed();
    await this.#load();
  }

  get canAttach(): boolean {
    const { chat } = this;
    return chat !== null && this.canWrite && chat.kept.capabilities.attachmentsOut !== "none";
  }

  /** Whether words go to this conversation, be it to take it up again; a kiosk's next visitor is somebody else. */
  get canWrite(): boolean {
    const { log } = this.chat ?? {};
    return log !== undefined && (log.state !== "ended" || (log.reopens && !this.config.kiosk));
  }

  setDraft(text: string): void {
    this.draft = text;
    this.keep.changeTab({ draft: text });
    if (text !== "") {
      this.chat?.typing.touched();
    }
    this.changed();
  }

  /** Goes on with a conversation that the site's server has begun. */
  async takeOver(token: string): Promise<void> {
    const kept = await takeOver(this.keep, token, (unreachable) => this.say(unreachable ? this.words.t("fault.noAnswer") : null));
    if (kept) {
      this.began(kept);
    }
  }

  async send(): Promise<void> {
    if (!this.chat || this.#sending || (!isVisible(this.draft) && this.chat.picked.list.length === 0)) {
      return;
    }
    const { chat, draft: text } = this;
    this.#sending = true;
    const permitted = await this.host.permits("beforeSend", { text });
    this.#sending = false;
    if (permitted && chat === this.chat && chat.send(text)) {
      this.notice = null;
      // What was typed while the page was asked belongs to the next message.
      this.setDraft(this.draft.startsWith(text) ? this.draft.slice(text.length).trimStart() : this.draft);
    }
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
      this.say(this.words.t("end.failed", { reason: reasonOf(failure) }));
    }
  }

  newChat(): void {
    this.#forget();
    this.unreadFrom = null;
    this.form.again();
    this.notice = null;
    this.screen = "form";
    this.changed();
  }

  say(notice: string | null): void {
    this.notice = notice;
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
    this.draw();
  }

  /** The panel stands as it is now: the visitor has seen what is on screen, and the page learns what is left. */
  drawn(): void {
    if (this.scroll.atEnd && this.visible && document.visibilityState === "visible") {
      this.chat?.markSeen();
    }
    const inCall = this.calls && (this.calls.phase === "open" || this.calls.phase === "loading");
    this.#signals.update({
      unread: this.chat?.unread ?? 0,
      size: !inCall ? "chat" : this.full ? "full" : "call",
      calling: this.calls?.joined ?? false,
    });
  }

  async #load(): Promise<void> {
    const asked = this.config;
    try {
      this.application = await fetchApplication<Application>(asked);
    } catch (failure) {
      await this.#useWords();
      const unknown = failure instanceof Problem && failure.status === 404;
      this.#fail(this.words.t(unknown ? "fault.application" : "fault.noAnswer"), unknown);
      return;
    }
    await this.#useWords();
    this.choose();
    if (!sameOptions(asked, this.config)) {
      await this.#askAgain();
    }
  }

  /** Decides what to show: the conversation that goes on, the start under way, or the form. */
  choose(): void {
    const mode = this.application?.modes.find(({ chatMode }) => chatMode === this.config.chatMode) ?? null;
    this.mode = mode;
    const kept = this.keep.conversation;
    if (kept) {
      this.#follow();
      return;
    }
    if (!mode) {
      const offered = this.application?.modes.map(({ chatMode }) => chatMode).join(", ");
      const detail = offered ? `this application offers ${offered}` : "no contact centre is connected to this application at the moment";
      this.#fail(this.words.t("fault.mode", { mode: this.config.chatMode }), true, detail);
      return;
    }
    const missing = missingOptions(this.config, mode);
    if (missing.length > 0) {
      this.#fail(this.words.t("fault.options", { names: missing.join(", ") }), true);
      return;
    }
    this.screen = "form";
    this.changed();
    const { start } = this.keep.tab;
    if (start && !this.form.state.busy) {
      void this.form.start(start);
    }
  }

  /** A conversation is there, started or taken over. */
  began(kept: KeptConversation): void {
    this.host.post({ type: "remember", conversation: true });
    this.host.tell("conversationStarted", { conversationId: kept.conversationId });
    this.#follow();
  }

  #follow(): void {
    const kept = this.keep.conversation;
    if (!kept) {
      return;
    }
    this.chat?.close();
    this.notice = null;
    this.screen = "chat";
    this.chat = new Chat(kept, this.keep, {
      changed: () => this.#logChanged(),
      told: (event, log) => this.#told(event, log),
      lost: () => {
        this.#forget();
        this.notice = this.words.t("fault.lost");
        this.choose();
      },
    });
    this.changed();
  }

  #logChanged(): void {
    const { log } = this.chat ?? {};
    const kept = this.calls.resumable;
    if (log?.offer || log?.requested) {
      this.calls.preload();
    }
    if (log?.room) {
      this.calls.resume(log.room.roomId);
    } else if (kept && log && log.position > 0 && this.chat?.everLive && log.state === "ended") {
      this.calls.roomEnded(kept.roomId);
    }
    this.calling.goOn();
    // By the log, not by its news: a reload in the countdown must not leave a visitor's chat to the next.
    this.kiosk.follow(this.config.kiosk && log?.state === "ended");
    this.changed();
  }

  #forget(): void {
    this.chat?.close();
    this.calls.close();
    this.kiosk.cancel();
    this.chat = null;
    this.full = false;
    this.keep.conversation = null;
    this.keep.changeTab({ ...NO_CHAT, draft: "", told: null });
    this.draft = "";
    this.host.post({ type: "remember", conversation: false });
  }

  #changedElsewhere(): void {
    const kept = this.keep.conversation;
    const over = this.screen === "form" || this.chat?.log.state === "ended";
    if (kept && over && !this.form.state.busy && kept.conversationId !== this.chat?.kept.conversationId) {
      this.#follow();
    } else {
      this.chat?.follow();
      this.changed();
    }
  }

  #told(event: Envelope, log: LogView): void {
    announce(this.host, event, log);
    if (event.type === "call.ended") {
      this.calls.roomEnded(String(event.data["roomId"] ?? ""));
    } else if (event.type === "conversation.queued") {
      // Once more where it was over and has been taken up again.
      this.host.post({ type: "remember", conversation: true });
    } else if (event.type === "conversation.ended") {
      void this.calls.leave();
      this.host.post({ type: "remember", conversation: false });
    }
  }

  async #configured(config: WidgetConfig): Promise<void> {
    if (!this.config) {
      return;
    }
    const before = this.config;
    const { applicationId, chatMode, context } = before;
    this.config = config;
    void this.form.answered().then(() => this.chat?.tell(context, config.context));
    if (config.applicationId !== applicationId) {
      location.search = `?aid=${encodeURIComponent(config.applicationId)}`;
      return;
    }
    await this.#useWords();
    if (this.application && (this.screen === "form" || this.screen === "fault" || config.chatMode !== chatMode) && !this.form.state.busy) {
      this.choose();
    } else {
      this.changed();
    }
    if (this.application && !sameOptions(config, before)) {
      await this.#askAgain();
    }
  }

  /** Another queue has other hours; without an answer those of before stand. */
  async #askAgain(): Promise<void> {
    const { config } = this;
    const application = await fetchApplication<Application>(config).catch(() => null);
    if (application && config === this.config) {
      this.application = application;
      this.mode = application.modes.find(({ chatMode }) => chatMode === config.chatMode) ?? this.mode;
      this.changed();
    }
  }

  async #useWords(): Promise<void> {
    const { config } = this;
    await this.words.use(config.locale, this.application?.texts ?? {}, config.translations);
    document.documentElement.lang = this.words.locale;
    this.calls.strings = callStrings(this.application?.texts ?? {}, config.translations);
    this.#primary = hexColour(config.primary || (this.application?.theme["colorPrimary"] ?? DEFAULT_PRIMARY));
    this.host.post({ type: "theme", primary: this.#primary, labels: launcherLabels(this.words) });
  }

  #shown(visible: boolean): void {
    if (visible && !this.visible) {
      this.unreadFrom = this.chat && this.chat.unread > 0 ? this.chat.seen : null;
    }
    this.visible = visible;
    this.changed();
  }

  /** `detail`, in English, is for the site's owner alone: on the page's console, and to its listeners. */
  #fail(text: string, forOwner: boolean, detail = ""): void {
    const known = this.screen === "fault" && this.fault?.text === text;
    this.screen = "fault";
    this.fault = { text, forOwner, canRetry: !forOwner };
    if (known) {
      return;
    }
    const message = detail ? `${text} (${detail})` : text;
    this.host.post({ type: "problem", message });
    this.host.tell("errorHandled", { during: "set-up", message });
    this.changed();
  }
}

function sameOptions(one: WidgetConfig, other: WidgetConfig): boolean {
  return JSON.stringify(one.options) === JSON.stringify(other.options);
}
