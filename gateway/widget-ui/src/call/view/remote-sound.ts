import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { deviceMemory } from "../media/device-memory";
import type { Peer } from "../peer/peer";
import { source } from "./streams";

/** The others' voices. Notices when the browser refuses to play without a click, and follows the chosen speaker. */
export class RemoteSound {
  blocked = false;
  private readonly elements = new Set<HTMLAudioElement>();

  constructor(private readonly changed: () => void) {}

  view(peers: Peer[]): TemplateResult {
    return html`<div class="vc-sound" data-testid="call-remote-audio">${peers.map((peer) => html`
      <audio autoplay .srcObject=${source(peer.link.received("audio"))} @loadedmetadata=${this.started}
        ${ref(this.seen)}></audio>`)}</div>`;
  }

  /** To be called from a click. */
  readonly unblock = (): void => {
    for (const element of this.elements) void element.play().catch(() => undefined);
    this.blocked = false;
    this.changed();
  };

  use(speakerId: string): void {
    for (const element of this.elements) void element.setSinkId?.(speakerId).catch(() => undefined);
  }

  private readonly seen = (element: Element | undefined): void => {
    if (!element) return;
    for (const old of this.elements) if (!old.isConnected) this.elements.delete(old);
    const audio = element as HTMLAudioElement;
    if (this.elements.has(audio)) return;
    this.elements.add(audio);
    const speaker = deviceMemory.read().speaker;
    // A speaker that is gone leaves the default one.
    if (speaker) void audio.setSinkId?.(speaker).catch(() => undefined);
  };

  private readonly started = (event: Event): void => {
    (event.target as HTMLAudioElement).play().then(
      () => { if (this.blocked) this.unblock(); },
      (e: unknown) => {
        if (!(e instanceof DOMException) || e.name !== "NotAllowedError") return;
        this.blocked = true;
        this.changed();
      },
    );
  };
}
