import type { StartOptions, WidgetConfig } from "../shared/protocol";
import type { Mode, StartRequest } from "../wire";
import type { KeptStart } from "./keep";
import { isVisible } from "./visible";

export type FieldName = "name" | "email" | "phone" | "subject";

export interface Field {
  name: FieldName;
  required: boolean;
}

export type Values = Record<FieldName, string>;

const ASKED: Record<WidgetConfig["registrationType"], FieldName[]> = {
  none: [],
  name: ["name"],
  nameEmailSubject: ["name", "email", "subject"],
};

/** In the order of the form. */
export const FIELD_NAMES: readonly FieldName[] = ["name", "email", "phone", "subject"];

/** What the page has already told, so that the visitor need not. */
export function knownValues(config: WidgetConfig): Values {
  return { name: config.customer.name, email: config.customer.email, phone: config.customer.phone, subject: config.subject };
}

/** The fields to ask for: what the mode needs and what the site wants asked, less what is known. */
export function missingFields(config: WidgetConfig, mode: Mode): Field[] {
  const known = knownValues(config);
  const required = mode.requiredFields as FieldName[];
  return FIELD_NAMES.filter((name) => (required.includes(name) || ASKED[config.registrationType].includes(name)) && known[name] === "").map(
    (name) => ({ name, required: required.includes(name) || config.registrationType !== "none" }),
  );
}

/** The mode's options that the page must name and does not. */
export function missingOptions(config: WidgetConfig, mode: Mode): string[] {
  return mode.options.filter(({ name, required, defaulted }) => required && !defaulted && !config.options[name]).map(({ name }) => name);
}

export type FieldFault = "form.required" | "form.emailInvalid" | "form.phoneInvalid";

export function fieldFault(field: Field, value: string): FieldFault | null {
  const text = value.trim();
  if (!isVisible(text)) {
    return field.required ? "form.required" : null;
  }
  if (field.name === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text)) {
    return "form.emailInvalid";
  }
  return field.name === "phone" && !/^\+?[0-9 ()./-]{5,}$/.test(text) ? "form.phoneInvalid" : null;
}

/** The start request with a key of its own; the same key is kept for every repetition of this start. */
export function startRequest(config: WidgetConfig, mode: Mode, given: StartOptions): KeptStart {
  const known = knownValues(config);
  const value = (name: FieldName): string => (given[name] ?? "").trim() || known[name];
  const customer: StartRequest["customer"] = { language: config.customer.language || config.locale };
  if (value("email")) customer.email = value("email");
  if (value("name")) customer.name = value("name");
  if (value("phone")) customer.phone = value("phone");
  if (config.customer.avatarUrl) customer.avatarUrl = config.customer.avatarUrl;
  const names = new Set(mode.options.map(({ name }) => name));
  const request: StartRequest = {
    applicationId: config.applicationId,
    chatMode: mode.chatMode,
    options: Object.fromEntries(Object.entries(config.options).filter(([name, text]) => names.has(name) && text !== "")),
    customer,
    context: config.context,
    history: config.history,
  };
  if (value("subject")) request.subject = value("subject");
  return { key: crypto.randomUUID(), request };
}
