import type { MediaPolicy, MediaState } from "../wire/contract";
import { deviceMemory } from "./device-memory";
import { DEFAULT_MEDIA, openDevices, openOne } from "./devices";
import type { MediaProblem } from "./media-problem";
import { openScreen } from "./screen";

/**
 * The person's own tracks and switches. Muting keeps the microphone open (quick and without a new question); switching
 * the camera off stops it, so that its light goes out. Listeners hear of every change.
 */
export class LocalMedia {
  microphone: MediaStreamTrack | null = null;
  camera: MediaStreamTrack | null = null;
  screen: MediaStreamTrack | null = null;
  microphoneProblem: MediaProblem | undefined;
  cameraProblem: MediaProblem | undefined;
  /** What the person wants, whether or not a device delivers it. */
  microphoneOn = true;
  cameraOn: boolean;
  policy: MediaPolicy = DEFAULT_MEDIA;
  /** The person lives on while the page shuts devices one by one. */
  private closed = false;
  private readonly listeners = new Set<() => void>();

  constructor(withCamera: boolean) {
    this.cameraOn = withCamera;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async open(): Promise<void> {
    const opened = await openDevices({ camera: this.cameraOn, microphone: true });
    this.microphoneProblem = opened.microphoneProblem;
    this.cameraProblem = opened.cameraProblem;
    this.take("microphone", opened.microphone);
    if (this.cameraOn) this.take("camera", opened.camera);
    this.changed();
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.microphoneOn = on;
    if (on && !this.microphone) await this.reopen("microphone");
    if (this.microphone) this.microphone.enabled = this.microphoneOn;
    this.changed();
  }

  async setCamera(on: boolean): Promise<void> {
    this.cameraOn = on;
    if (on) {
      if (!this.camera) await this.reopen("camera");
    } else this.take("camera", null);
    this.changed();
  }

  /** Remembers the device and, if that kind is running, changes over to it. */
  async choose(device: "camera" | "microphone", deviceId: string): Promise<void> {
    deviceMemory.write(device, deviceId);
    if (device === "camera" ? this.cameraOn : true) {
      // Some drivers open only once: let go of the old device first.
      this.take(device, null);
      await this.reopen(device);
    }
    this.changed();
  }

  /** Asks for a screen or window; false when the person closed the question. Rejects when the browser refuses. */
  async shareScreen(): Promise<boolean> {
    const track = await openScreen(this.policy.screenFrameRate);
    if (!track) return false;
    if (this.closed) {
      track.stop();
      return false;
    }
    this.screen?.stop();
    this.screen = track;
    // The browser's own "stop sharing" bar ends the track behind our back.
    track.addEventListener("ended", () => { if (this.screen === track) this.stopScreen(); });
    this.changed();
    return true;
  }

  stopScreen(): void {
    this.screen?.stop();
    this.screen = null;
    this.changed();
  }

  state(): Pick<MediaState, "audio" | "video" | "screen"> {
    return {
      audio: this.microphone !== null && this.microphoneOn,
      video: this.camera !== null,
      screen: this.screen !== null,
    };
  }

  close(): void {
    this.closed = true;
    this.listeners.clear();
    for (const track of [this.microphone, this.camera, this.screen]) track?.stop();
    this.microphone = this.camera = this.screen = null;
  }

  private async reopen(device: "camera" | "microphone"): Promise<void> {
    const opened = await openOne(device);
    if (device === "camera") {
      this.cameraProblem = opened.cameraProblem;
      this.take("camera", this.cameraOn ? opened.camera ?? null : null, opened.camera);
    } else {
      this.microphoneProblem = opened.microphoneProblem;
      this.take("microphone", opened.microphone ?? null);
    }
  }

  private take(device: "camera" | "microphone", track: MediaStreamTrack | null, opened = track): void {
    if (opened && (opened !== track || this.closed)) opened.stop();
    const old = this[device];
    if (old !== track) old?.stop();
    this[device] = this.closed ? null : track;
    if (!track || this.closed) return;
    if (device === "microphone") track.enabled = this.microphoneOn;
    else track.contentHint = "motion";
    track.addEventListener("ended", () => { this.lost(device, track); });
  }

  /** A device was pulled out: say so, and fall back to another one of its kind if there is one. */
  private lost(device: "camera" | "microphone", track: MediaStreamTrack): void {
    if (this[device] !== track) return;
    this[device] = null;
    this.changed();
    void this.reopen(device).then(() => { this.changed(); });
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
