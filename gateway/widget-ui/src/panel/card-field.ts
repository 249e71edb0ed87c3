/** A field of a card, to be drawn as the control that the browser has for it. All values are text, as Adaptive Cards sends them. */
export interface CardField {
  id: string;
  control: Control;
  /** Of a one-line text only: which keyboard a phone shows. */
  type: "text" | "email" | "tel" | "url" | "password";
  /** Shown over the control; a toggle's own words stand beside it. */
  label: string;
  /** What a screen reader says where nothing is shown. */
  name: string;
  placeholder: string;
  /** What it holds at first. */
  value: string;
  required: boolean;
  /** The card's own words for what is wrong; empty for ours. */
  fault: string;
  min: string;
  max: string;
  /** In characters. */
  longest: number;
  choices: Choice[];
  /** Of a toggle. */
  on: string;
  off: string;
}

export type Control = "text" | "lines" | "number" | "date" | "time" | "toggle" | "menu" | "one" | "many";

export interface Choice {
  title: string;
  value: string;
}

export type CardFieldFault = "form.required" | "card.invalid";

const MOST_CHOICES = 100;
const LONGEST = 4000;
const TYPES = ["email", "tel", "url", "password"] as const;
const WRITTEN: Partial<Record<Control, RegExp>> = { date: /^\d{4}-\d\d-\d\d$/, time: /^\d\d:\d\d$/ };

/**
 * Reads an `Input.…`; null for what is none, or has no id to send its value under. Its pattern is not read: one can be written that
 * takes a browser for ever to try, and a person reads the answer anyway.
 *
 * @param before the words right above it: older cards name their fields so
 */
export function cardField(part: Record<string, unknown>, before: string): CardField | null {
  const id = plain(part["id"]);
  const control = controlOf(part);
  if (id === "" || control === null) {
    return null;
  }
  const placeholder = plain(part["placeholder"]);
  const title = plain(part["title"]);
  const label = plain(part["label"]);
  const field: CardField = {
    id,
    control,
    type: TYPES.find((type) => type === plain(part["style"]).toLowerCase()) ?? "text",
    label: label || (control === "toggle" ? "" : title),
    name: control === "toggle" ? title || label || before || id : label || title || before || placeholder || id,
    placeholder,
    value: "",
    required: part["isRequired"] === true,
    fault: plain(part["errorMessage"]),
    min: plain(part["min"]),
    max: plain(part["max"]),
    longest: Math.min(LONGEST, Number(part["maxLength"]) || LONGEST),
    choices: choicesOf(part["choices"]),
    on: plain(part["valueOn"]) || "true",
    off: plain(part["valueOff"]) || "false",
  };
  field.value = atFirst(field, plain(part["value"]));
  return (control === "menu" || control === "one" || control === "many") && field.choices.length === 0 ? null : field;
}

/** Several choices stand in one text, with commas between them. */
export function chosen(value: string): string[] {
  return value.split(",").filter(Boolean);
}

export function cardFieldFault(field: CardField, value: string): CardFieldFault | null {
  if (value.trim() === "" || (field.control === "toggle" && value === field.off)) {
    return field.required ? "form.required" : null;
  }
  if (field.control === "number") {
    const number = Number(value);
    const fits = Number.isFinite(number) && !(number < limit(field.min)) && !(number > limit(field.max));
    return fits ? null : "card.invalid";
  }
  const written = WRITTEN[field.control];
  // Days and times written so are in the order of their letters.
  const fits = !written || (written.test(value) && !(field.min && value < field.min) && !(field.max && value > field.max));
  return fits && value.length <= field.longest ? null : "card.invalid";
}

/** What a person has said by it, for reading; empty for nothing, or for what is not to be read. */
export function inWords(field: CardField, value: string): string {
  const title = (one: string): string => field.choices.find((choice) => choice.value === one)?.title ?? one;
  switch (field.control) {
    case "toggle":
      return value === field.on ? field.name : "";
    case "many":
      return chosen(value).map(title).join(", ");
    default:
      return field.type === "password" ? "" : title(value);
  }
}

function controlOf(part: Record<string, unknown>): Control | null {
  switch (part["type"]) {
    case "Input.Text":
      return part["isMultiline"] === true ? "lines" : "text";
    case "Input.Number":
      return "number";
    case "Input.Date":
      return "date";
    case "Input.Time":
      return "time";
    case "Input.Toggle":
      return "toggle";
    case "Input.ChoiceSet":
      return part["isMultiSelect"] === true ? "many" : plain(part["style"]).toLowerCase() === "expanded" ? "one" : "menu";
    default:
      return null;
  }
}

function atFirst(field: CardField, value: string): string {
  const known = (one: string): boolean => field.choices.some((choice) => choice.value === one);
  switch (field.control) {
    case "toggle":
      return value === field.on ? field.on : field.off;
    case "menu":
    case "one":
      return known(value) ? value : "";
    case "many":
      return chosen(value).filter(known).join(",");
    default:
      return WRITTEN[field.control]?.test(value) === false ? "" : value;
  }
}

function choicesOf(value: unknown): Choice[] {
  return (Array.isArray(value) ? value : [])
    .slice(0, MOST_CHOICES)
    .filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null)
    .map((one) => ({ title: plain(one["title"]) || plain(one["value"]), value: plain(one["value"]) }))
    .filter(({ value: text }) => text !== "");
}

function limit(text: string): number {
  return text === "" ? Number.NaN : Number(text);
}

function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value).trim().slice(0, LONGEST) : "";
}
