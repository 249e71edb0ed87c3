import { Keep } from "../src/panel/keep";

/** Gives the page this session storage: what one tab of a browser keeps, or a browser that refuses. */
export function inTab(storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">): void {
  Object.defineProperty(globalThis, "sessionStorage", { get: storage, configurable: true });
}

/** A tab that keeps what is written, and starts with what stands there. */
export function newTab(standing: Record<string, unknown> = {}): Map<string, string> {
  const kept = new Map(Object.entries(standing).map(([key, value]) => [key, JSON.stringify(value)]));
  inTab(() => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  }));
  return kept;
}

export function refusingTab(): void {
  inTab(() => {
    throw new DOMException("denied", "SecurityError");
  });
}

/** As each page load makes it. */
export function keep(kiosk = false): Keep {
  return new Keep("app", kiosk);
}
