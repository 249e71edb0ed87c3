import { Problem } from "./http";
import { type Field, FIELD_NAMES, fieldFault, type FieldFault, type FieldName, type Values } from "./registration";

export interface FormState {
  values: Partial<Values>;
  /** Our own findings are keys of texts; what the gateway found comes in its words. */
  faults: Partial<Record<FieldName, FieldFault | string>>;
  busy: boolean;
  /** The service has not answered; the start is being repeated. */
  unreachable: boolean;
  failure: string | null;
}

export const EMPTY_FORM: FormState = { values: {}, faults: {}, busy: false, unreachable: false, failure: null };

/** The form's values in what a browser has kept, which another version may have written; null when there are none. */
export function valuesIn(kept: unknown): Partial<Values> | null {
  if (typeof kept !== "object" || kept === null) {
    return null;
  }
  const values: Partial<Values> = {};
  for (const name of FIELD_NAMES) {
    const value = (kept as Record<string, unknown>)[name];
    if (typeof value === "string") {
      values[name] = value;
    }
  }
  return Object.keys(values).length > 0 ? values : null;
}

/** What the visitor sees before him: a value may be left of a field that another page of the site asked for. */
export function onShow(fields: Field[], values: Partial<Values>): Partial<Values> {
  return Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? ""]));
}

export function faultsOf(fields: Field[], values: Partial<Values>): FormState["faults"] {
  const faults: FormState["faults"] = {};
  for (const field of fields) {
    const fault = fieldFault(field, values[field.name] ?? "");
    if (fault) {
      faults[field.name] = fault;
    }
  }
  return faults;
}

/** What the gateway says of fields that are on the form; anything else belongs below it. */
export function refusedFields(fields: Field[], failure: unknown): FormState["faults"] {
  const faults: FormState["faults"] = {};
  for (const { field, message } of failure instanceof Problem ? failure.errors : []) {
    const name = field.split(/[./]/).pop() as FieldName;
    if (fields.some((asked) => asked.name === name)) {
      faults[name] = message;
    }
  }
  return faults;
}
