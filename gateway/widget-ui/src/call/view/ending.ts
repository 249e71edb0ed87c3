import { html, nothing, type TemplateResult } from "lit-html";
import type { Call } from "../call";
import type { Ending } from "../phases";
import type { CallStrings } from "../strings";
import type { CallProblem } from "../wire/problem";
import { duration } from "./clock";
import { icon } from "./icons";

export function endedView(call: Call): TemplateResult {
  const { strings, ending } = call;
  const title = ending?.kind === "replaced" ? strings.replacedTitle
    : ending?.kind === "left" && ending.canRejoin ? strings.leftTitle : strings.endedTitle;
  return html`<section class="vc-card" data-testid="call-ended">
    <span class="vc-badge">${icon("hangup")}</span>
    <h2 class="vc-title" tabindex="-1" data-focus>${title}</h2>
    ${ending?.kind === "replaced" ? html`<p class="vc-hint">${strings.replacedHint}</p>` : nothing}
    ${ending?.seconds != null ? html`<p class="vc-hint" data-testid="call-duration">
      ${strings.endedDuration.replace("{duration}", duration(ending.seconds))}</p>` : nothing}
    <div class="vc-actions is-main">
      ${ending?.canRejoin ? html`<button type="button" class="vc-button" data-testid="call-rejoin" @click=${() => void call.rejoin()}>
        ${again(ending.kind, strings)}</button>` : nothing}
      ${close(call)}
    </div>
  </section>`;
}

function again(kind: Ending["kind"], strings: CallStrings): string {
  switch (kind) {
    case "replaced": return strings.useHere;
    case "closed": return strings.callAgain;
    case "left": return strings.rejoin;
  }
}

export function problemView(call: Call): TemplateResult {
  const { strings } = call;
  const problem = call.problem!;
  const [what, hint] = words(problem, strings);
  return html`<section class="vc-card" data-testid="call-error" data-problem=${problem.slug} role="alert">
    <span class="vc-badge is-warning">${icon("warning")}</span>
    <h2 class="vc-title" tabindex="-1" data-focus>${what}</h2>
    <p class="vc-hint">${hint}</p>
    <div class="vc-actions is-main">
      ${problem.temporary ? html`<button type="button" class="vc-button" data-testid="call-retry" @click=${() => void call.retry()}>
        ${strings.retry}</button>` : nothing}
      ${close(call)}
    </div>
  </section>`;
}

function close(call: Call): TemplateResult | typeof nothing {
  return call.options.closable
    ? html`<button type="button" class="vc-button is-quiet" data-testid="call-close" @click=${() => { call.emit("closed", {}); }}>
        ${call.strings.close}</button>`
    : nothing;
}

function words(problem: CallProblem, strings: CallStrings): [string, string] {
  switch (problem.slug) {
    case "ticket-used": return [strings.problemTicketUsed, strings.problemTicketUsedHint];
    case "ticket-expired": return [strings.problemExpired, strings.problemExpiredHint];
    case "room-closed": return [strings.problemClosed, strings.problemClosedHint];
    case "link-invalid":
    case "ticket-unknown":
    case "not-found": return [strings.problemLink, strings.problemLinkHint];
    case "room-full": return [strings.problemFull, strings.problemFullHint];
    case "recording-off": return [strings.problemRecording, strings.problemRecordingHint];
    case "offline": return [strings.problemOffline, strings.problemOfflineHint];
    case "browser": return [strings.problemBrowser, strings.problemBrowserHint];
  }
  if (problem.status === 429) return [strings.problemBusy, strings.problemBusyHint];
  if (problem.status === 404 || problem.status === 401) return [strings.problemLink, strings.problemLinkHint];
  return [strings.problemOther, strings.problemOtherHint];
}
