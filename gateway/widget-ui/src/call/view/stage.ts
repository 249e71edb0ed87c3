import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Call } from "../call";
import { fill } from "../strings";
import { duration, isoDuration } from "./clock";
import { icon } from "./icons";
import { qualityLight } from "./quality-light";
import { remoteTile, screenTile } from "./remote-tile";
import { source } from "./streams";
import { visitorDevices } from "./visitor-devices";

/** The pictures: others, screens, the own one; or what is being waited for. */
export function stage(call: Call, firstFrame: () => void): TemplateResult {
  const { peers, strings } = call;
  const sharing = peers.filter((peer) => peer.media.screen && peer.condition === "connected");
  return html`<div class="vc-stage" data-layout=${sharing.length ? "screen" : peers.length > 1 ? "grid" : "single"}>
    ${peers.length === 0 ? waiting(call) : nothing}
    ${sharing.map((peer) => screenTile(peer, call))}
    <div class="vc-people">${repeat(peers, (peer) => peer.info.connectionId, (peer) => remoteTile(peer, call, firstFrame))}</div>
    <figure class="vc-self" data-testid="call-self" data-video=${call.media.camera !== null}>
      <video class="vc-video is-mirrored" data-testid="call-self-video" autoplay playsinline .muted=${true}
        .srcObject=${source(call.media.camera)} ?hidden=${!call.media.camera} aria-label=${strings.you}></video>
      ${call.media.camera ? nothing : html`<div class="vc-face">${icon("camera", true)}</div>`}
      <figcaption class="vc-name">${strings.you}${call.media.microphoneOn && call.media.microphone ? nothing
        : html`<span class="vc-off">${icon("microphone", true)}</span>`}</figcaption>
    </figure>
  </div>`;
}

/** Who, how long, how well. */
export function statusBar(call: Call, now: number): TemplateResult {
  const { peers } = call;
  const seconds = call.startedAt === null ? null : (now - call.startedAt) / 1000;
  return html`<div class="vc-status">
    ${peers.some((peer) => peer.condition === "connected") ? qualityLight(call.watch.quality, call.strings) : nothing}
    ${seconds === null ? nothing
      : html`<time class="vc-clock" data-testid="call-clock" datetime=${isoDuration(seconds)}>${duration(seconds)}</time>`}
  </div>`;
}

/** One word for tests and hosts. */
export function stateOf(call: Call): string {
  if (call.phase !== "call") return call.phase;
  const { peers } = call;
  if (peers.length === 0) return "waiting";
  for (const condition of ["lost", "interrupted", "connecting"] as const) {
    if (peers.every((peer) => peer.condition === condition)) return condition === "interrupted" ? "reconnecting" : condition;
  }
  return "connected";
}

function waiting(call: Call): TemplateResult {
  const { strings, others: { lastLeft } } = call;
  const back = lastLeft?.reason === "lost";
  const left = lastLeft && !back ? fill(strings.peerLeft, { name: lastLeft.name }) : null;
  const text = back
    ? fill(strings.peerReloading, { name: lastLeft.name })
    : call.otherRole === "agent" ? strings.waitingAgent : strings.waitingVisitor;
  return html`<div class="vc-waiting" data-testid="call-waiting"><i class="vc-pulse" aria-hidden="true"></i>
    ${left ? html`<p>${left}</p>` : nothing}
    <p class="vc-waiting-text">${text}</p><p class="vc-hint">${strings.waitingHint}</p>
    ${visitorDevices(call)}</div>`;
}
