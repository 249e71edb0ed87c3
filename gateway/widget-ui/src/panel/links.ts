export interface TextPart {
  text: string;
  /** Where the part leads, when it is a link. */
  href: string | null;
}

const LINK = /https?:\/\/[^\s<>"']+|mailto:[^\s<>"']+@[^\s<>"']+|tel:\+?[0-9][0-9 ()-]{4,}[0-9]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;

/** Splits a text at its links. Only https, http, mailto and tel become links; everything else stays text. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    // A full stop or bracket at the end belongs to the sentence, not to the address.
    const found = match[0].replace(/[.,;:!?)\]}]+$/, "");
    const href = /^(https?:|mailto:|tel:)/i.test(found) ? found : `mailto:${found}`;
    if (match.index > end) {
      parts.push({ text: text.slice(end, match.index), href: null });
    }
    parts.push({ text: found, href: allowed(href) ? href : null });
    end = match.index + found.length;
  }
  if (end < text.length) {
    parts.push({ text: text.slice(end), href: null });
  }
  return parts;
}

function allowed(href: string): boolean {
  try {
    return ["https:", "http:", "mailto:", "tel:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}
