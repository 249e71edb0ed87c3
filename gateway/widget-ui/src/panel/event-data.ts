/** A text of an event's data; empty where there is none. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A number of an event's data. */
export function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
