import type { CallKind } from "./contract";

/** What a reloaded page needs to be back in the call without a click. */
export interface Resumable {
  resumeSecret: string;
  roomId: string;
  kind: CallKind;
  conversationId?: string;
  /** Set once the person hung up: come back only on their word. */
  left?: boolean;
  microphone: boolean;
  camera: boolean;
}

const KEY = "visavis.call.";
const memory = new Map<string, string>();

/**
 * Keeps resume secrets in the frame's session storage, never in a cookie; in memory where storage is refused. The
 * `scope` keeps the calls of different links apart.
 */
export const resumeMemory = {
  read(scope: string): Resumable | null {
    const text = stored(scope) ?? memory.get(scope);
    if (!text) return null;
    try {
      return JSON.parse(text) as Resumable;
    } catch {
      return null;
    }
  },

  write(scope: string, resumable: Resumable): void {
    const text = JSON.stringify(resumable);
    memory.set(scope, text);
    try {
      sessionStorage.setItem(KEY + scope, text);
    } catch {
      // Storage refused: the copy in memory serves this page.
    }
  },

  forget(scope: string): void {
    memory.delete(scope);
    try {
      sessionStorage.removeItem(KEY + scope);
    } catch {
      // As above.
    }
  },
};

function stored(scope: string): string | null {
  try {
    return sessionStorage.getItem(KEY + scope);
  } catch {
    return null;
  }
}

/** A short name for a link that does not repeat the link's secret in storage. */
export async function scopeOf(text: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return "page";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest).slice(0, 9)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
