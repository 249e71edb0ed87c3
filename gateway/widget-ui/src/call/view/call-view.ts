import { html, nothing, render, type TemplateResult } from "lit-html";
import type { Call } from "../call";
import { Announcer } from "./announcer";
import { controls } from "./controls";
import { DeviceMenu } from "./device-menu";
import { endedView, problemView } from "./ending";
import { LevelBar } from "./level-bar";
import { noticeList, noticesOf } from "./notices";
import { preview } from "./preview";
import { RemoteSound } from "./remote-sound";
import { stage, stateOf, statusBar } from "./stage";
import { visitorDevices } from "./visitor-devices";
import { windowButtons } from "./window-buttons";

/** Draws a {@link Call} into its host and carries clicks and keys back. */
export class CallView {
  private readonly root = document.createElement("div");
  private readonly menu: DeviceMenu;
  private readonly level: LevelBar;
  private readonly sound: RemoteSound;
  private readonly announcer = new Announcer();
  private readonly sizes: ResizeObserver;
  private ticks: ReturnType<typeof setTimeout> | undefined;
  private menuOpen = false;
  private screenRefused = false;
  private drawing = false;
  private disposed = false;
  private opened = false;
  /** The person sees the preview until the room is there; who comes back after a reload never does. */
  private previewed = false;
  private phase = "";

  constructor(private readonly host: HTMLElement, private readonly call: Call, private readonly openWindow: (() => void) | null) {
    const redraw = (): void => { this.redraw(); };
    this.sound = new RemoteSound(redraw);
    this.menu = new DeviceMenu(call.strings, redraw, (id) => { this.sound.use(id); });
    this.level = new LevelBar(() => {
      call.heard = true;
      redraw();
    });
    this.root.className = "vc";
    this.root.tabIndex = -1;
    host.append(this.root);
    call.subscribe(redraw);
    this.root.addEventListener("keydown", this.key);
    document.addEventListener("fullscreenchange", redraw);
    this.sizes = new ResizeObserver(() => { this.measure(); });
    this.sizes.observe(host);
    this.tick();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.ticks);
    this.sizes.disconnect();
    this.menu.dispose();
    this.level.stop();
    render(nothing, this.root);
    this.root.remove();
  }

  /** Draws as each second of the call begins, so that both sides read the same clock. */
  private tick(): void {
    this.draw();
    const { startedAt } = this.call;
    const past = startedAt === null ? 0 : Math.max(0, Date.now() - startedAt) % 1000;
    this.ticks = setTimeout(() => { this.tick(); }, 1000 - past);
  }

  /** Many changes of one turn make one drawing; not by animation frames, which stand still in hidden tabs. */
  private redraw(): void {
    if (this.drawing || this.disposed) return;
    this.drawing = true;
    queueMicrotask(() => {
      this.drawing = false;
      if (!this.disposed) this.draw();
    });
  }

  private draw(): void {
    const { call } = this;
    this.noticeMedia();
    this.root.dataset["phase"] = call.phase;
    render(html`
      <span class="vc-unseen" data-testid="call-state" data-state=${stateOf(call)} role="status" aria-live="polite">${this.announcer.look(call)}</span>
      ${this.body()}`, this.root);
    if (this.phase !== call.phase) this.phaseChanged();
  }

  private body(): TemplateResult {
    switch (this.call.phase) {
      case "opening": return spinner();
      case "preview": return this.preview(false);
      case "joining": return this.previewed ? this.preview(true) : spinner(this.call.strings.joining);
      case "call": return this.inCall();
      case "ended": return endedView(this.call);
      case "problem": return problemView(this.call);
    }
  }

  private preview(busy: boolean): TemplateResult {
    const { call } = this;
    const { strings, media } = call;
    const asking = this.asking();
    const listening = !asking && !media.microphone && !media.camera;
    return preview({
      strings, media, withCamera: call.options.kind === "video", asking, busy, menu: this.menu, level: this.level,
      title: call.options.kind === "video" ? strings.checkTitle : strings.checkTitleAudio,
      retry: () => void call.openMedia(), openWindow: this.openWindow, note: visitorDevices(call),
      actions: html`<button type="button" class="vc-button" data-testid="call-join" data-focus ?disabled=${busy}
          @click=${() => void call.join()}>${busy ? strings.joining : listening ? strings.joinListening : strings.join}</button>
        <button type="button" class="vc-button is-quiet" data-testid="call-cancel" ?hidden=${busy || call.role === "agent"}
          @click=${() => { call.emit("closed", {}); }}>${strings.cancel}</button>`,
    });
  }

  private inCall(): TemplateResult {
    const { call } = this;
    const picture = call.peers.some((peer) => peer.media.video || peer.media.screen);
    return html`<div class="vc-room">
      ${stage(call, () => { call.firstFrameAt ??= performance.now(); })}
      <div class="vc-top">${statusBar(call, Date.now())}${windowButtons(this.root, call.strings, picture)}</div>
      ${noticeList(noticesOf(call, this.sound.blocked ? this.sound.unblock : null, this.screenRefused))}
      ${controls({
        call, menu: this.menu, menuOpen: this.menuOpen, toggleMenu: () => { this.toggleMenu(); }, share: () => void this.share(),
      })}
      ${this.sound.view(call.peers)}
    </div>`;
  }

  private asking(): boolean {
    const { media } = this.call;
    return !media.microphone && !media.camera && !media.microphoneProblem && !media.cameraProblem;
  }

  /** Labels appear with the permission; list the devices again when the first track is there. */
  private noticeMedia(): void {
    const answered = !this.asking();
    if (answered && !this.opened) void this.menu.refresh();
    this.opened ||= answered;
  }

  private phaseChanged(): void {
    const first = this.phase === "" || this.phase === "opening";
    this.phase = this.call.phase;
    this.previewed = this.phase === "preview" || (this.previewed && this.phase === "joining");
    if (this.phase !== "preview" && this.phase !== "joining") this.level.stop();
    this.menuOpen = false;
    // Never take the focus from the host page before the person has done something here, or for it.
    if (first && !(this.call.options.takeFocus && this.phase !== "opening")) return;
    const target = this.root.querySelector<HTMLElement>("[data-focus]:enabled, [data-focus][tabindex]") ?? this.root;
    target.focus({ preventScroll: true });
  }

  private toggleMenu(): void {
    this.menuOpen = !this.menuOpen;
    if (this.menuOpen) void this.menu.refresh();
    this.draw();
    const next = this.menuOpen ? ".vc-menu select, .vc-menu button" : '[data-testid="call-settings"]';
    this.root.querySelector<HTMLElement>(next)?.focus();
  }

  private async share(): Promise<void> {
    const { media } = this.call;
    if (media.screen) return media.stopScreen();
    this.screenRefused = false;
    await media.shareScreen().catch((e: unknown) => {
      this.call.report(e);
      this.screenRefused = true;
    });
    this.redraw();
  }

  private measure(): void {
    const lines = this.host.clientHeight * devicePixelRatio;
    this.call.setReceiveHeight(lines >= 640 && this.host.clientWidth >= 640 ? 720 : 360);
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.menuOpen) {
      event.stopPropagation();
      return this.toggleMenu();
    }
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || this.call.phase !== "call") return;
    const { media } = this.call;
    if (event.key === "m") void media.setMicrophone(!(media.microphoneOn && media.microphone));
    else if (event.key === "v") void media.setCamera(!media.camera);
  };
}

function spinner(text?: string): TemplateResult {
  return html`<div class="vc-room"><div class="vc-stage"><div class="vc-waiting"><i class="vc-spinner"></i>
    ${text === undefined ? nothing : html`<p>${text}</p>`}</div></div></div>`;
}
