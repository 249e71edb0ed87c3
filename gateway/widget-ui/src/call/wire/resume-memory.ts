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

/** Texts in the frame's session storage, never in a cookie; in memory where storage is refused. */
class TabMemory {
  private readonly memory = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  read(scope: string): string | null {
    try {
      return sessionStorage.getItem(this.prefix + scope) ?? this.memory.get(scope) ?? null;
    } catch {
      return this.memory.get(scope) ?? null;
    }
  }

  write(scope: string, text: string): void {
    this.memory.set(scope, text);
    try {
      sessionStorage.setItem(this.prefix + scope, text);
    } catch {
      // Storage refused: the copy in memory serves this page.
    }
  }

  forget(scope: string): void {
    this.memory.delete(scope);
    try {
      sessionStorage.removeItem(this.prefix + scope);
    } catch {
      // As above.
    }
  }
}

const resumables = new TabMemory("visavis.call.");

/** Keeps resume secrets; the `scope` keeps the calls of different links apart. */
export const resumeMemory = {
  read(scope: string): Resumable | null {
    const text = resumables.read(scope);
    if (!text) return null;
    try {
      return JSON.parse(text) as Resumable;
    } catch {
      return null;
    }
  },

  write(scope: string, resumable: Resumable): void {
    resumables.write(scope, JSON.stringify(resumable));
  },

  forget(scope: string): void {
    resumables.forget(scope);
  },
};

/** The keys under which tickets are redeemed, from before the first try until a resume secret takes their place. */
export const redeemKeys = new TabMemory("visavis.call.redeem.");

/** A short name for a link that does not repeat the link's secret in storage. */
export async function scopeOf(text: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return "page";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest).slice(0, 9)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
