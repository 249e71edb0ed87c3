import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { App } from "../app";
import { type CardDraft, valueIn } from "../card-answer";
import { type CardField, type CardFieldFault, chosen, inWords } from "../card-field";

interface Shown {
  id: string;
  value: string;
  fault: CardFieldFault | undefined;
  disabled: boolean;
  change(value: string): void;
}

/** A field of a card that waits for its answer, as the control that the browser has for it. */
export function cardField(app: App, field: CardField, id: string, draft: CardDraft, disabled: boolean): TemplateResult {
  const fault = draft.faults.get(field.id);
  const change = (value: string): void => {
    draft.values.set(field.id, value);
    draft.faults.delete(field.id);
    app.changed();
  };
  const shown: Shown = { id, value: valueIn(draft, field), fault, disabled, change };
  const grouped = field.control === "one" || field.control === "many";
  return html`<div class="field ${fault ? "faulty" : ""}" data-testid="vv-card-field" data-field=${field.id}>
    ${field.label === "" || grouped ? nothing : html`<label for=${id}>${field.label}${mark(field)}</label>`}
    ${grouped ? group(field, shown) : control(field, shown)}
    ${fault ? html`<p class="field-fault" id="${id}-fault" data-testid="vv-card-fault">${field.fault || app.words.t(fault)}</p>` : nothing}
  </div>`;
}

/** Of an answered card: what was filled in, as far as this tab knows. */
export function filledIn(field: CardField, draft: CardDraft): TemplateResult | typeof nothing {
  const said = draft.pressed === null ? "" : inWords(field, valueIn(draft, field));
  return said === "" ? nothing : html`<p>${field.label ? html`<span class="hint">${field.label}</span><br />` : nothing}${said}</p>`;
}

function mark(field: CardField): TemplateResult | typeof nothing {
  return field.required ? html`<span class="must" aria-hidden="true"> *</span>` : nothing;
}

function control(field: CardField, { id, value, fault, disabled, change }: Shown): TemplateResult {
  const typed = (event: Event): void => change((event.target as HTMLInputElement).value);
  const name = field.label === "" ? field.name : nothing;
  const described = fault ? `${id}-fault` : nothing;
  switch (field.control) {
    case "lines":
      return html`<textarea id=${id} rows="3" maxlength=${field.longest} placeholder=${field.placeholder} .value=${live(value)} ?disabled=${disabled}
        aria-label=${name} aria-required=${field.required} aria-invalid=${fault !== undefined} aria-describedby=${described} @input=${typed}></textarea>`;
    case "menu":
      return html`<select id=${id} ?disabled=${disabled} aria-label=${name} aria-required=${field.required} aria-invalid=${fault !== undefined}
        aria-describedby=${described} @change=${typed}>
        <option value="" .selected=${value === ""}>${field.placeholder || "…"}</option>
        ${field.choices.map((choice) => html`<option value=${choice.value} .selected=${value === choice.value}>${choice.title}</option>`)}
      </select>`;
    case "toggle":
      return html`<label class="tick"><input id=${id} type="checkbox" .checked=${live(value === field.on)} ?disabled=${disabled}
        aria-required=${field.required} aria-invalid=${fault !== undefined} aria-describedby=${described}
        @change=${(event: Event) => change((event.target as HTMLInputElement).checked ? field.on : field.off)} /><span>${field.name}${field.label === "" ? mark(field) : nothing}</span></label>`;
    default:
      return html`<input id=${id} type=${field.control === "text" ? field.type : field.control} autocomplete="off" maxlength=${field.longest}
        step=${field.control === "number" ? "any" : nothing} min=${field.min || nothing} max=${field.max || nothing}
        placeholder=${field.placeholder} .value=${live(value)} ?disabled=${disabled}
        aria-label=${name} aria-required=${field.required} aria-invalid=${fault !== undefined} aria-describedby=${described} @input=${typed} />`;
  }
}

function group(field: CardField, { id, value, fault, disabled, change }: Shown): TemplateResult {
  const many = field.control === "many";
  const held = many ? chosen(value) : [value];
  const pick = (one: string, on: boolean): void => {
    // In the card's order, however they were ticked.
    const wanted = field.choices.map((choice) => choice.value).filter((known) => (known === one ? on : many && held.includes(known)));
    change(wanted.join(","));
  };
  return html`<fieldset role=${many ? "group" : "radiogroup"} aria-label=${field.label === "" ? field.name : nothing}
    aria-required=${many ? nothing : field.required} aria-invalid=${many ? nothing : fault !== undefined} aria-describedby=${fault ? `${id}-fault` : nothing}>
    ${field.label === "" ? nothing : html`<legend>${field.label}${mark(field)}</legend>`}
    ${field.choices.map(
      (choice) => html`<label class="tick"><input type=${many ? "checkbox" : "radio"} name=${id} .checked=${live(held.includes(choice.value))}
        ?disabled=${disabled} @change=${(event: Event) => pick(choice.value, (event.target as HTMLInputElement).checked)} /><span>${choice.title}</span></label>`,
    )}
  </fieldset>`;
}
