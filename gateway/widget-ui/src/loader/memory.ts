/**
 * What the site's own page remembers: that there is a conversation to come back to, and that the panel was open in this tab.
 * Written only after the visitor has acted; a browser that forbids storage costs nothing but the reopening.
 */
export class Memory {
  readonly #key: string;

  constructor(applicationId: string) {
    this.#key = `visavis:${applicationId}`;
  }

  get conversation(): boolean {
    return read(() => localStorage.getItem(this.#key)) !== null;
  }

  set conversation(kept: boolean) {
    write(() => (kept ? localStorage.setItem(this.#key, "1") : localStorage.removeItem(this.#key)));
  }

  get open(): boolean {
    return read(() => sessionStorage.getItem(this.#key)) !== null;
  }

  set open(open: boolean) {
    write(() => (open ? sessionStorage.setItem(this.#key, "open") : sessionStorage.removeItem(this.#key)));
  }
}

function read(get: () => string | null): string | null {
  try {
    return get();
  } catch {
    return null;
  }
}

function write(put: () => void): void {
  try {
    put();
  } catch {
    // Storage is forbidden or full: the page works without.
  }
}
