import { html, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { measureLevel } from "../media/level-meter";

const HEARD = 0.2;

/** The microphone's level as a bar that moves by itself, outside of redraws; remembers whether it ever heard anything. */
export class LevelBar {
  heard = false;
  private element: HTMLElement | null = null;
  private track: MediaStreamTrack | null = null;
  private stopMeasuring: (() => void) | null = null;

  constructor(private readonly onHeard: () => void) {}

  view(track: MediaStreamTrack | null, label: string): TemplateResult {
    this.follow(track);
    return html`<div class="vc-level" data-testid="call-level" role="meter" aria-label=${label} aria-valuemin="0"
      aria-valuemax="100" aria-valuenow="0" ${ref((element) => { this.element = element as HTMLElement | undefined ?? null; })}><i></i></div>`;
  }

  stop(): void {
    this.follow(null);
  }

  private follow(track: MediaStreamTrack | null): void {
    if (this.track === track) return;
    this.track = track;
    this.stopMeasuring?.();
    this.stopMeasuring = track ? measureLevel(track, (level) => { this.show(level); }) : null;
    if (!track) this.show(0);
  }

  private show(level: number): void {
    this.element?.style.setProperty("--vc-level", level.toFixed(2));
    this.element?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
    if (level < HEARD || this.heard) return;
    this.heard = true;
    this.onHeard();
  }
}
