import { html, nothing, type TemplateResult } from "lit-html";
import type { LocalMedia } from "../media/local-media";
import { isFramed, type MediaProblem } from "../media/media-problem";
import { DEVICE_ADVICE, type CallStrings } from "../strings";
import { icon } from "./icons";

/** Says in plain words why a device is silent and what the person can do about it. */
export function mediaAdvice(
  media: LocalMedia, strings: CallStrings, retry: () => void, openWindow: (() => void) | null,
): TemplateResult | typeof nothing {
  const problems = problemsOf(media);
  if (problems.length === 0) return nothing;
  const elsewhere = problems.some(([, problem]) => problem === "policy" || (problem === "blocked" && isFramed()));
  const hopeless = problems.every(([, problem]) => problem === "policy" || problem === "insecure");
  return html`<div class="vc-advice" data-testid="call-error" data-problem=${problems[0]![1]} role="alert">
    ${problems.map(([device, problem]) => html`<p>${icon("warning")}<span><strong>${DEVICE_ADVICE[device][problem].what}</strong>
      ${DEVICE_ADVICE[device][problem].hint}</span></p>`)}
    <div class="vc-actions">
      ${elsewhere && openWindow
        ? html`<button type="button" class="vc-button" data-testid="call-new-window" @click=${openWindow}>${strings.newWindow}</button>`
        : nothing}
      ${hopeless ? nothing
        : html`<button type="button" class="vc-button is-quiet" data-testid="call-retry-devices" @click=${retry}>${strings.retry}</button>`}
    </div>
  </div>`;
}

function problemsOf(media: LocalMedia): ["camera" | "microphone" | "both", MediaProblem][] {
  const { microphoneProblem: microphone } = media;
  const camera = media.cameraOn ? media.cameraProblem : undefined;
  if (microphone && microphone === camera) return [["both", microphone]];
  return [
    ...(microphone ? [["microphone", microphone]] as ["microphone", MediaProblem][] : []),
    ...(camera ? [["camera", camera]] as ["camera", MediaProblem][] : []),
  ];
}
