import { html, nothing, type TemplateResult } from "lit-html";
import type { Call } from "../call";
import { fill } from "../strings";

/** For the agent, before the visitor is there to be seen: what the visitor's own check has found. */
export function visitorDevices(call: Call): TemplateResult | typeof nothing {
  const { strings, others: { devices } } = call;
  if (call.role !== "agent" || !devices) return nothing;
  const camera = devices.camera === "not-asked" ? "" : fill(strings.visitorCamera, { state: strings[`device_${devices.camera}`] });
  const microphone = fill(strings.visitorMicrophone, { state: strings[`device_${devices.microphone}`] });
  return html`<p class="vc-hint vc-visitor-devices" data-testid="call-visitor-devices" data-camera=${devices.camera}
    data-microphone=${devices.microphone}>${[camera, microphone].filter(Boolean).join(" · ")}</p>`;
}
