import type { Peer, PeerCondition } from "./peer";

/** Tells changes of the peers' condition apart from all other changes. */
export class ConditionChanges {
  private readonly known = new WeakMap<Peer, PeerCondition>();

  /** Those whose condition is another one than at the last look, with the one before. */
  look(peers: Peer[]): { before: PeerCondition | undefined; now: PeerCondition }[] {
    return peers
      .map((peer) => {
        const before = this.known.get(peer);
        this.known.set(peer, peer.condition);
        return { before, now: peer.condition };
      })
      .filter(({ before, now }) => before !== now);
  }
}
