import type { CandidateData, DescriptionData } from "../wire/contract";
import { withQuickFirstPicture } from "./first-picture";
import type { Link } from "./link";

export interface NegotiationWire {
  description(data: DescriptionData): void;
  candidate(data: CandidateData): void;
}

/**
 * Offers and answers on one link. The first offer is the offerer's alone (two first offers at once leave both sides
 * stuck in `new`); later ones follow the perfect-negotiation pattern, where the answerer gives way.
 */
export class Negotiation {
  private makingOffer = false;
  private ignoringOffer = false;
  private answerPending = false;
  private readonly early: RTCIceCandidateInit[] = [];

  constructor(
    private readonly link: Link,
    private readonly wire: NegotiationWire,
    private readonly failed: (error: unknown) => void,
  ) {
    const { connection } = link;
    connection.addEventListener("negotiationneeded", () => {
      // The first offer does not wait for this event, which may be late, or past where the link was made in advance.
      if (!link.offerer || connection.remoteDescription !== null) void this.offer();
    });
    connection.addEventListener("icecandidate", ({ candidate }) => {
      // Both ends of an active TCP candidate would call, and nobody answer.
      if (candidate && candidate.tcpType !== "active") wire.candidate({ candidate: candidate.toJSON(), pc: link.id });
    });
    if (link.offerer) void this.offer();
  }

  async description(description: RTCSessionDescriptionInit): Promise<void> {
    const { connection } = this.link;
    const isOffer = description.type === "offer";
    const ready = !this.makingOffer && (connection.signalingState === "stable" || this.answerPending);
    this.ignoringOffer = isOffer && !ready && this.link.offerer;
    if (this.ignoringOffer) return;
    // A late copy of an answer that has already been applied.
    if (!isOffer && connection.signalingState === "stable") return;
    try {
      const first = connection.remoteDescription === null;
      this.answerPending = description.type === "answer";
      await connection.setRemoteDescription(withQuickFirstPicture(description));
      this.answerPending = false;
      for (const candidate of this.early.splice(0)) await this.add(candidate);
      if (!isOffer) return;
      if (first && !this.link.offerer) this.link.adoptPlaces();
      await connection.setLocalDescription();
      this.tell();
    } catch (e) {
      this.report(e);
    } finally {
      this.answerPending = false;
    }
  }

  async candidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.link.connection.remoteDescription === null) this.early.push(candidate);
    else await this.add(candidate);
  }

  private async offer(): Promise<void> {
    const { connection } = this.link;
    if (!this.link.offerer && connection.remoteDescription === null) return;
    try {
      this.makingOffer = true;
      await connection.setLocalDescription();
      this.tell();
    } catch (e) {
      this.report(e);
    } finally {
      this.makingOffer = false;
    }
  }

  private tell(): void {
    const description = this.link.connection.localDescription;
    if (description) {
      this.wire.description({ description: { type: description.type, sdp: description.sdp }, pc: this.link.id });
    }
  }

  private async add(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.link.connection.addIceCandidate(candidate);
    } catch (e) {
      if (!this.ignoringOffer) this.report(e);
    }
  }

  private report(error: unknown): void {
    if (this.link.connection.signalingState !== "closed") this.failed(error);
  }
}
