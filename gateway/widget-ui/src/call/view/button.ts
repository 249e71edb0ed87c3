import { html, nothing, type TemplateResult } from "lit-html";
import { icon, type IconName } from "./icons";

export interface RoundButton {
  testId: string;
  icon: IconName;
  label: string;
  /** For switches: whether the thing is on. */
  pressed?: boolean;
  struck?: boolean;
  tone?: "danger" | "warning" | "active";
  shortcut?: string;
  disabled?: boolean;
  expanded?: boolean;
  click: () => void;
}

export function roundButton(button: RoundButton): TemplateResult {
  const title = button.shortcut ? `${button.label} (${button.shortcut})` : button.label;
  return html`<button type="button" class="vc-round" data-testid=${button.testId} data-tone=${button.tone ?? nothing}
    aria-label=${button.label} title=${title} aria-pressed=${button.pressed ?? nothing}
    aria-expanded=${button.expanded ?? nothing} aria-keyshortcuts=${button.shortcut ?? nothing}
    ?disabled=${button.disabled ?? false} @click=${button.click}>${icon(button.icon, button.struck)}</button>`;
}
