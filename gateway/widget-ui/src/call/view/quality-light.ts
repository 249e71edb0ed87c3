import { html, nothing, type TemplateResult } from "lit-html";
import type { Quality } from "../peer/quality";
import { REASONS, type CallStrings } from "../strings";
import { bars } from "./icons";

const FILLED = { good: 3, fair: 2, poor: 1 };

/** The light: bars and words, never colour alone. */
export function qualityLight({ level, reason }: Quality, strings: CallStrings): TemplateResult {
  const word = { good: strings.qualityGood, fair: strings.qualityFair, poor: strings.qualityPoor }[level];
  const because = REASONS[reason];
  const text = because ? `${word}: ${because}` : word;
  return html`<span class="vc-quality" data-testid="call-quality" data-level=${level} data-reason=${reason} title=${text}>
    ${bars(FILLED[level])}<span class=${level === "good" ? "vc-unseen" : "vc-quality-text"}>${word}</span>
    ${because ? html`<span class="vc-unseen">${because}</span>` : nothing}</span>`;
}
