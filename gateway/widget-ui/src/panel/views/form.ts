import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { App } from "../app";
import type { Field, FieldFault } from "../registration";
import { EN, type TextKey } from "../texts/en";
import { availability } from "./availability";
import { closeButton, offeredKinds } from "./header";

const KIND = { name: "text", email: "email", phone: "tel", subject: "text" } as const;
const AUTOCOMPLETE = { name: "name", email: "email", phone: "tel", subject: "off" } as const;

/** What stands before the first word: only what the contact centre needs and the page has not told. */
export function form(app: App): TemplateResult {
  const { t } = app.words;
  const { fields, state } = app.form;
  const chatOffered = app.config.activeWidgets.includes("chat");
  const submit = (event: Event): void => {
    event.preventDefault();
    void app.form.submit({}, chatOffered ? null : (offeredKinds(app).find((kind) => app.config.activeWidgets.includes(kind)) ?? null)).then(() =>
      document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(),
    );
  };
  return html`<div class="welcome">
    <div class="hero">
      <div class="hero-bar">
        <span class="brand">${app.words.title(app.application?.name ?? "")}</span>
        ${app.config.closeHidden || app.config.kiosk ? nothing : closeButton(app)}
      </div>
      <h1>${t("form.title")}</h1>
      <p>${t(fields.length > 0 ? "form.intro" : "form.introNothing")}</p>
    </div>
    <form class="card" novalidate data-testid="vv-form" aria-busy=${state.busy} @submit=${submit}>
      ${app.notice ? html`<p class="notice-box" role="status">${app.notice}</p>` : nothing}
      ${availability(app)}
      ${fields.map((field) => control(app, field))}
      ${state.failure
        ? html`<p class="fault" role="alert" data-testid="vv-form-error">${t("form.failed", { reason: state.failure })}</p>`
        : nothing}
      ${state.unreachable ? html`<p class="fault" role="status" data-testid="vv-form-waiting">${t("form.noAnswer")}</p>` : nothing}
      <button type="submit" class="primary" data-testid="vv-start" aria-disabled=${state.busy}>
        ${state.busy ? html`<span class="spinner" aria-hidden="true"></span>${t("form.starting")}` : t(startText(app, chatOffered))}
      </button>
    </form>
  </div>`;
}

function startText(app: App, chatOffered: boolean): TextKey {
  if (chatOffered) {
    return "form.start";
  }
  return app.config.activeWidgets.includes("video") ? "form.startVideo" : "form.startAudio";
}

function control(app: App, field: Field): TemplateResult {
  const { t } = app.words;
  const fault = app.form.state.faults[field.name];
  const id = `field-${field.name}`;
  return html`<div class="field">
    <label for=${id}>${t(`form.${field.name}`)}${field.required ? nothing : html` <span class="hint">(${t("form.optional")})</span>`}</label>
    <input
      id=${id}
      name=${field.name}
      type=${KIND[field.name]}
      autocomplete=${AUTOCOMPLETE[field.name]}
      maxlength=${field.name === "subject" ? 500 : 254}
      data-testid="vv-field-${field.name}"
      .value=${live(app.form.state.values[field.name] ?? "")}
      ?disabled=${app.form.state.busy}
      aria-required=${field.required}
      aria-invalid=${fault !== undefined}
      aria-describedby=${fault ? `${id}-fault` : nothing}
      @input=${(event: InputEvent) => app.form.setField(field.name, (event.target as HTMLInputElement).value)}
    />
    ${fault ? html`<p class="field-fault" id="${id}-fault" data-testid="vv-fault-${field.name}">${faultText(app, fault)}</p>` : nothing}
  </div>`;
}

/** Our own findings are keys; what the gateway found comes in its words. */
function faultText(app: App, fault: FieldFault | string): string {
  return fault in EN ? app.words.t(fault as TextKey) : fault;
}
