import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app";
import { outlook } from "../outlook";

export function availability(app: App): TemplateResult | typeof nothing {
  const told = outlook(app.mode?.availability, app.words);
  return told
    ? html`<p class="availability ${told.state}" role="status" data-testid="vv-availability" data-state=${told.state}>${told.text}</p>`
    : nothing;
}
