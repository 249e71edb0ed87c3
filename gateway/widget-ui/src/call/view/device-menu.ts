import { html, nothing, type TemplateResult } from "lit-html";
import { deviceMemory } from "../media/device-memory";
import { listDevices, type DeviceChoice, type DeviceChoices } from "../media/devices";
import type { LocalMedia } from "../media/local-media";
import { playTestTone } from "../media/test-tone";
import type { CallStrings } from "../strings";

/** Pickers for camera, microphone and speaker, kept up to date while devices come and go. */
export class DeviceMenu {
  private choices: DeviceChoices = { camera: [], microphone: [], speaker: [] };
  private playing = false;
  private readonly devicesChanged = (): void => void this.refresh();

  constructor(
    private readonly strings: CallStrings,
    private readonly redraw: () => void,
    private readonly speakerChosen: (deviceId: string) => void,
  ) {
    navigator.mediaDevices?.addEventListener("devicechange", this.devicesChanged);
  }

  async refresh(): Promise<void> {
    this.choices = await listDevices();
    this.redraw();
  }

  dispose(): void {
    navigator.mediaDevices?.removeEventListener("devicechange", this.devicesChanged);
  }

  view(media: LocalMedia, withCamera: boolean): TemplateResult {
    const { strings } = this;
    const remembered = deviceMemory.read();
    return html`<div class="vc-devices" data-testid="call-devices">
      ${withCamera ? this.picker("camera", strings.camera, inUse(media.camera) ?? remembered.camera,
        (id) => void media.choose("camera", id)) : nothing}
      ${this.picker("microphone", strings.microphone, inUse(media.microphone) ?? remembered.microphone,
        (id) => void media.choose("microphone", id))}
      ${"setSinkId" in HTMLMediaElement.prototype && this.choices.speaker.length
        ? this.picker("speaker", strings.speaker, remembered.speaker, (id) => {
          deviceMemory.write("speaker", id);
          this.speakerChosen(id);
        })
        : nothing}
      <button type="button" class="vc-text-button" data-testid="call-test-tone" ?disabled=${this.playing}
        @click=${() => void this.play()}>${strings.testTone}</button>
    </div>`;
  }

  private picker(
    kind: keyof DeviceChoices, label: string, chosen: string | undefined, choose: (id: string) => void,
  ): TemplateResult {
    const choices = this.choices[kind];
    return html`<label class="vc-field"><span>${label}</span>
      <select data-testid=${`call-device-${kind}`} ?disabled=${choices.length === 0}
        @change=${(event: Event) => { choose((event.target as HTMLSelectElement).value); }}>
        ${choices.length === 0 ? html`<option>${this.strings.systemDefault}</option>` : nothing}
        ${choices.map((choice, index) => html`<option value=${choice.deviceId} .selected=${choice.deviceId === chosen}>
          ${nameOf(choice, label, index)}</option>`)}
      </select></label>`;
  }

  private async play(): Promise<void> {
    this.playing = true;
    this.redraw();
    await playTestTone(deviceMemory.read().speaker).catch(() => undefined);
    this.playing = false;
    this.redraw();
  }
}

function inUse(track: MediaStreamTrack | null): string | undefined {
  return track?.getSettings().deviceId;
}

/** Before permission labels are empty; a number is better than nothing. */
function nameOf(choice: DeviceChoice, kind: string, index: number): string {
  return choice.label || `${kind} ${index + 1}`;
}
