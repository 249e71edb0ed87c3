import type { Peer, PeerCondition } from "./peer";

export type MediaChange = "interrupted" | "lost" | "restored";

/** Tells what becomes of the media from changes of the peers' conditions. Who goes takes their trouble along. */
export class ConditionChanges {
  private readonly known = new WeakMap<object, PeerCondition>();
  private broken = false;

  /** What is new since the last look: somebody's media broke off, or is given up, or everybody's is there again. */
  look(peers: Pick<Peer, "condition">[]): MediaChange[] {
    const changes: MediaChange[] = [];
    for (const peer of peers) {
      const now = peer.condition;
      if (this.known.get(peer) === now) continue;
      this.known.set(peer, now);
      if (now !== "interrupted" && now !== "lost") continue;
      this.broken = true;
      changes.push(now);
    }
    if (this.broken && peers.every(({ condition }) => condition === "connected")) {
      this.broken = false;
      changes.push("restored");
    }
    return changes;
  }
}
