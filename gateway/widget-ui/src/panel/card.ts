/** What we draw of a card: paragraphs and pictures from top to bottom, then buttons. */
export interface CardView {
  blocks: CardBlock[];
  buttons: CardButton[];
}

export type CardBlock = { kind: "text"; text: string; strong: boolean } | { kind: "picture"; url: string; text: string };

export type CardButton =
  | { kind: "submit"; title: string; values: Record<string, unknown> }
  | { kind: "link"; title: string; url: string };

const DEEPEST = 8;
const MOST = 50;

/**
 * Reads the parts of an Adaptive Card that every vendor sends: texts, pictures, buttons. Fields to fill in are not among them.
 * Null when nothing of the card can be shown, or it is no card at all; it comes from outside and is trusted in nothing.
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
  return view.blocks.length + view.buttons.length > 0 ? view : null;
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
        view.buttons.push({ kind: "submit", title: text(part["title"]), values: object(part["data"]) });
      }
      break;
    case "Action.OpenUrl":
      if (safe(part["url"])) {
        view.buttons.push({ kind: "link", title: text(part["title"]) || text(part["url"]), url: text(part["url"]) });
      }
      break;
    default:
      for (const inside of ["body", "items", "columns", "images", "actions"]) {
        read(part[inside], view, depth + 1);
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
