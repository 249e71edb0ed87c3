import type { PanelSize } from "../shared/protocol";
import type { Host } from "./host";

interface State {
  unread: number;
  size: PanelSize;
  calling: boolean;
}

/** Tells the page what the launcher shows and how much room the panel needs, each only when it changes. */
export class Signals {
  #last: State = { unread: -1, size: "chat", calling: false };

  constructor(private readonly host: Host) {}

  update(now: State): void {
    const last = this.#last;
    this.#last = now;
    if (now.unread !== last.unread) {
      this.host.post({ type: "unread", count: now.unread });
    }
    if (now.size !== last.size) {
      this.host.post({ type: "size", size: now.size });
    }
    if (now.calling !== last.calling) {
      this.host.post({ type: "calling", active: now.calling });
    }
  }
}
