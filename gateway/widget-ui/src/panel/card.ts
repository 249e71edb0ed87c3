import { type CardField, cardField } from "./card-field";

/** What we draw of a card: paragraphs, pictures and fields from top to bottom, then buttons. */
export interface CardView {
  blocks: CardBlock[];
  buttons: CardButton[];
}

export type CardBlock =
  | { kind: "text"; text: string; strong: boolean }
  | { kind: "picture"; url: string; text: string }
  | { kind: "field"; field: CardField };

export type CardButton =
  | { kind: "submit"; title: string; values: Record<string, unknown>; takesFields: boolean }
  | { kind: "link"; title: string; url: string };

const DEEPEST = 8;
const MOST = 50;

/**
 * Reads the parts of an Adaptive Card that every vendor sends: texts, pictures, fields to fill in, buttons. Fields are nothing
 * without a button that sends them. Null when nothing of the card can be shown, or it is no card at all; it comes from outside and is trusted in nothing.
 */
export function cardOf(contentType: string, content: string): CardView | null {
  if (!/adaptive/i.test(contentType)) {
    return null;
  }
  const view: CardView = { blocks: [], buttons: [] };
  try {
    read(JSON.parse(content), view, 0);
  } catch {
    return null;
  }
  if (!view.buttons.some((button) => button.kind === "submit" && button.takesFields)) {
    view.blocks = view.blocks.filter(({ kind }) => kind !== "field");
  }
  return view.blocks.length + view.buttons.length > 0 ? view : null;
}

export function fieldsOf(view: CardView): CardField[] {
  return view.blocks.flatMap((block) => (block.kind === "field" ? [block.field] : []));
}

function read(node: unknown, view: CardView, depth: number): void {
  if (depth > DEEPEST || view.blocks.length + view.buttons.length >= MOST || typeof node !== "object" || node === null) {
    return;
  }
  if (Array.isArray(node)) {
    node.forEach((one) => read(one, view, depth));
    return;
  }
  const part = node as Record<string, unknown>;
  switch (part["type"]) {
    case "TextBlock":
      if (text(part["text"])) {
        view.blocks.push({ kind: "text", text: text(part["text"]), strong: part["weight"] === "Bolder" });
      }
      break;
    case "Image":
      if (safe(part["url"])) {
        view.blocks.push({ kind: "picture", url: text(part["url"]), text: text(part["altText"]) });
      }
      break;
    case "Action.Submit":
    case "Action.Execute":
      if (text(part["title"])) {
        const takesFields = !/^none$/i.test(text(part["associatedInputs"]));
        view.buttons.push({ kind: "submit", title: text(part["title"]), values: object(part["data"]), takesFields });
      }
      break;
    case "Action.OpenUrl":
      if (safe(part["url"])) {
        view.buttons.push({ kind: "link", title: text(part["title"]) || text(part["url"]), url: text(part["url"]) });
      }
      break;
    default: {
      const above = view.blocks.at(-1);
      const field = cardField(part, above?.kind === "text" ? above.text : "");
      if (field) {
        view.blocks.push({ kind: "field", field });
        break;
      }
      for (const inside of ["body", "items", "columns", "images", "actions"]) {
        read(part[inside], view, depth + 1);
      }
    }
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim().slice(0, 4000) : "";
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function safe(url: unknown): boolean {
  return /^https:\/\/[^\s"'<>]+$/i.test(text(url));
}
