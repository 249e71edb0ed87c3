import { html, nothing, type TemplateResult } from "lit-html";
import type { Call } from "../call";
import { fill, REASONS } from "../strings";

export interface Notice {
  id: string;
  text: string;
  action?: { label: string; testId: string; run: () => void };
}

/** What the person should know at this moment; the most pressing first. */
export function noticesOf(call: Call, soundBlocked: (() => void) | null, screenRefused: boolean): Notice[] {
  const { strings, peers } = call;
  const notices: Notice[] = [];
  if (soundBlocked) {
    notices.push({ id: "sound", text: "", action: { label: strings.tapToHear, testId: "call-tap-to-hear", run: soundBlocked } });
  }
  // With one other person their picture says so.
  if (peers.length > 1 && peers.some((peer) => peer.condition === "interrupted")) notices.push({ id: "interrupted", text: strings.interrupted });
  if (!call.others.signallingOnline) notices.push({ id: "signalling", text: strings.signallingLost });
  if (call.others.refusedUntil > Date.now()) notices.push({ id: "ticket-refused", text: strings.ticketRefused });
  if (call.watch.audioOnly && call.options.kind === "video") {
    notices.push({
      id: "audio-only", text: strings.audioOnly,
      action: { label: strings.audioOnlyRetry, testId: "call-show-pictures", run: () => { call.showPictures(); } },
    });
  }
  if (call.media.screen) {
    notices.push({
      id: "sharing", text: strings.sharing,
      action: { label: strings.stopShare, testId: "call-stop-share", run: () => { call.media.stopScreen(); } },
    });
  }
  if (screenRefused) notices.push({ id: "screen-refused", text: strings.shareRefused });
  for (const peer of peers) {
    const name = peer.info.name;
    const quality = call.others.quality.get(peer.info.connectionId);
    if (peer.away && peer.condition === "connected") notices.push({ id: "away", text: fill(strings.peerAway, { name }) });
    else if (quality?.level === "poor" && peer.condition === "connected") {
      notices.push({ id: "peer-quality", text: fill(strings.peerQuality, { name, reason: REASONS[quality.reason] }) });
    }
  }
  return notices;
}

export function noticeList(notices: Notice[]): TemplateResult | typeof nothing {
  if (notices.length === 0) return nothing;
  return html`<div class="vc-notices">${notices.slice(0, 3).map((notice) => html`
    <div class="vc-notice" data-testid="call-notice" data-notice=${notice.id}>
      ${notice.text ? html`<span>${notice.text}</span>` : nothing}
      ${notice.action ? html`<button type="button" class="vc-chip" data-testid=${notice.action.testId}
        @click=${notice.action.run}>${notice.action.label}</button>` : nothing}
    </div>`)}</div>`;
}
