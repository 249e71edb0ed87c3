import { html, nothing, render } from "lit-html";
import { LocalMedia } from "../media/local-media";
import { deviceCheckOf } from "../media/device-check";
import type { DeviceCheckOptions } from "../options";
import { ENGLISH, type CallStrings } from "../strings";
import { DeviceMenu } from "./device-menu";
import { LevelBar } from "./level-bar";
import { preview } from "./preview";

/** The preview without a call behind it; tells its host what works. */
export class CheckView {
  private readonly root = document.createElement("div");
  private readonly strings: CallStrings;
  private readonly media: LocalMedia;
  private readonly menu: DeviceMenu;
  private readonly level: LevelBar;
  private asking = true;

  constructor(host: HTMLElement, private readonly options: DeviceCheckOptions) {
    this.strings = { ...ENGLISH, ...options.strings };
    this.media = new LocalMedia(options.kind === "video");
    this.menu = new DeviceMenu(this.strings, () => { this.draw(); }, () => undefined);
    this.level = new LevelBar(() => { this.draw(); });
    this.root.className = "vc";
    this.root.dataset["phase"] = "preview";
    host.append(this.root);
    this.media.onChange(() => { this.draw(); });
    this.draw();
    if (options.takeFocus) this.root.querySelector<HTMLElement>(".vc-title")?.focus({ preventScroll: true });
    void this.open();
  }

  dispose(): void {
    this.level.stop();
    this.menu.dispose();
    this.media.close();
    render(nothing, this.root);
    this.root.remove();
  }

  private async open(): Promise<void> {
    await this.media.open();
    this.asking = false;
    await this.menu.refresh();
    this.options.onEvent?.("ready", {});
  }

  private draw(): void {
    if (!this.root.isConnected) return;
    const { strings, media } = this;
    render(preview({
      strings, media, withCamera: this.options.kind === "video", asking: this.asking, busy: false, menu: this.menu,
      level: this.level, title: strings.checkOnlyTitle, retry: () => void this.open(), openWindow: null,
      actions: html`<button type="button" class="vc-button" data-testid="call-check-done" ?disabled=${this.asking}
        @click=${() => { this.done(); }}>${media.microphone ? strings.checkDone : strings.close}</button>`,
    }), this.root);
  }

  private done(): void {
    this.options.onResult?.(deviceCheckOf(this.media, this.level.heard));
    this.options.onEvent?.("closed", {});
  }
}
