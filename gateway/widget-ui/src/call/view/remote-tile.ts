import { html, nothing, type TemplateResult } from "lit-html";
import type { Call } from "../call";
import type { Peer } from "../peer/peer";
import { fill } from "../strings";
import { icon } from "./icons";
import { source } from "./streams";

/** One other person: picture or initial, name, and what they switched off. */
export function remoteTile(peer: Peer, call: Call, firstFrame: () => void): TemplateResult {
  const { strings } = call;
  const name = peer.info.name;
  const picture = peer.media.video && call.watch.adaptation.receiveVideo && peer.condition !== "lost";
  const shown = (): void => { firstFrame(); };
  return html`<figure class="vc-tile" data-testid="call-remote" data-condition=${peer.condition} data-video=${picture}
    data-audio=${peer.media.audio}>
    <video class="vc-video" data-testid="call-remote-video" data-tile="camera" autoplay playsinline .muted=${true}
      .srcObject=${source(peer.link.received("camera"))} ?hidden=${!picture} aria-label=${name}
      @resize=${shown} @playing=${shown}></video>
    ${picture ? nothing : html`<div class="vc-face"><span class="vc-initial" aria-hidden="true">${initial(name)}</span></div>`}
    ${peer.condition === "connecting" ? html`<div class="vc-veil"><i class="vc-spinner"></i>${strings.connecting}</div>` : nothing}
    ${peer.condition === "interrupted" ? html`<div class="vc-veil"><i class="vc-spinner"></i>${strings.interrupted}</div>` : nothing}
    ${peer.condition === "lost" ? html`<div class="vc-veil" data-testid="call-lost"><strong>${strings.lost}</strong>
      <span>${strings.lostHint}</span></div>` : nothing}
    <figcaption class="vc-name">${name}
      ${peer.media.audio ? nothing : html`<span class="vc-off" data-testid="call-remote-muted">${icon("microphone", true)}
        <span class="vc-unseen">${strings.peerMutedShort}</span></span>`}
      ${!peer.media.video && peer.condition === "connected" && call.options.kind === "video"
        ? html`<span class="vc-off" data-testid="call-remote-camera-off">${icon("camera", true)}
          <span class="vc-unseen">${fill(strings.peerCameraOff, { name })}</span></span>` : nothing}
    </figcaption>
  </figure>`;
}

/** What the other one shares, whole and sharp. */
export function screenTile(peer: Peer, call: Call): TemplateResult {
  const label = fill(call.strings.peerScreen, { name: peer.info.name });
  return html`<figure class="vc-tile is-screen" data-testid="call-remote-screen">
    <video class="vc-video" data-testid="call-screen-video" data-tile="screen" autoplay playsinline .muted=${true}
      .srcObject=${source(peer.link.received("screen"))} aria-label=${label}></video>
    <figcaption class="vc-name">${icon("screen")}${label}</figcaption>
  </figure>`;
}

function initial(name: string): string {
  return [...name.trim()][0]?.toUpperCase() ?? "?";
}
