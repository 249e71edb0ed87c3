import type { CandidateData, DescriptionData, MediaPolicy, MediaState, NewSignal, PeerInfo } from "../wire/contract";
import { FlowWatch } from "./flow-watch";
import { Link, type OutgoingTracks, type VideoProfile } from "./link";
import { readLink } from "./link-stats";
import { Negotiation } from "./negotiation";
import { RecoveryPlan } from "./recovery-plan";

export type PeerCondition = "connecting" | "connected" | "interrupted" | "lost";

export interface PeerContext {
  ice(): RTCConfiguration;
  /** Has {@link Peer.useIce} called with fresh ones; resolves without when the gateway does not answer. */
  freshIce(): Promise<void>;
  tracks(): OutgoingTracks;
  /** A link made in advance, once. */
  spare(): Link | null;
  /** We take pictures just now. */
  receiving(): boolean;
  /** The other side's picture has stopped for want of a key frame. */
  askPicture(peer: Peer): void;
  profile(): VideoProfile;
  policy: MediaPolicy;
  graceMs: number;
  signal(signal: NewSignal): void;
  changed(peer: Peer): void;
  /** The other side's media comes in, or it is there and sends none; said once. */
  arrived(peer: Peer): void;
  audioOnly(): void;
  failed(error: unknown): void;
}

const LOOK_EVERY_MS = 500;
/** While nothing comes in: the sooner its end is seen, the sooner there is a picture again. */
const LOOK_EVERY_MS_IN_SILENCE = 150;

/** One other page in the room: its name and switches, the link to it, and that link's repair. */
export class Peer {
  condition: PeerCondition = "connecting";
  /** The other side's signalling line is down; its media may well be alive. */
  away = false;
  /** The gateway has given the other side up; kept while its media still flows. */
  lingering = false;
  media: MediaState = { audio: true, video: false, screen: false, receiveVideo: true };
  link: Link;
  private negotiation: Negotiation;
  private readonly recovery: RecoveryPlan;
  private readonly flow = new FlowWatch();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unheard = true;
  private repairing = false;
  private arrived = false;
  private readonly asides: { pc: string; candidate: RTCIceCandidateInit }[] = [];

  constructor(readonly info: PeerInfo, offerer: boolean, private readonly context: PeerContext) {
    this.media = { ...this.media, ...info.media };
    this.recovery = new RecoveryPlan(context.graceMs, performance.now());
    // The side that waits gets its link's name from the offer.
    [this.link, this.negotiation] = this.build(offerer ? crypto.randomUUID() : "", offerer);
    this.keepLooking();
  }

  /** Has nothing to be seen or heard. */
  get silent(): boolean {
    const { audio, video, screen } = this.media;
    return !audio && !video && !screen;
  }

  async description({ description, pc }: DescriptionData): Promise<void> {
    if (pc !== this.link.id) {
      if (description.type !== "offer") return;
      // Both sides rebuilt at once: by the names, both agree whose link lives.
      const bothOffer = this.link.offerer && this.link.connection.signalingState === "have-local-offer";
      if (bothOffer && this.link.id > pc) return;
      if (this.link.id === "") this.link.id = pc;
      else this.replaceLink(pc, false);
      for (const aside of this.asides.splice(0)) if (aside.pc === pc) void this.negotiation.candidate(aside.candidate);
    }
    await this.negotiation.description(description);
    await this.link.tune(this.context.profile());
  }

  async candidate({ candidate, pc }: CandidateData): Promise<void> {
    if (!candidate) return;
    if (pc === this.link.id) await this.negotiation.candidate(candidate);
    else if (this.asides.push({ pc, candidate }) > 50) this.asides.shift();
  }

  send(tracks: OutgoingTracks): void {
    this.link.send(tracks);
    void this.link.tune(this.context.profile());
  }

  tune(): void {
    void this.link.tune(this.context.profile());
  }

  /** For the link's next way through the network; the one that it has stays. */
  useIce(configuration: RTCConfiguration): void {
    this.link.useIce(configuration);
  }

  close(): void {
    clearTimeout(this.timer);
    this.link.close();
  }

  /** The other side lost our key frame. */
  refreshPictures(): void {
    void this.link.refreshPictures();
  }

  /** Throws the link away and offers a new one. */
  rebuild(): void {
    this.replaceLink(crypto.randomUUID(), true);
  }

  private replaceLink(id: string, offerer: boolean): void {
    this.link.close();
    [this.link, this.negotiation] = this.build(id, offerer);
    this.flow.reset();
    this.recovery.linkMade(performance.now());
    this.context.changed(this);
  }

  private build(id: string, offerer: boolean): [Link, Negotiation] {
    const { context } = this;
    const to = this.info.connectionId;
    const ice = context.ice();
    const spare = offerer ? context.spare() : null;
    const link = spare?.use(id, ice, context.tracks(), context.policy)
      ?? new Link(id, offerer, ice, context.tracks(), context.policy);
    const negotiation = new Negotiation(link, {
      description: (data) => { context.signal({ to, type: "description", data }); },
      candidate: (data) => { context.signal({ to, type: "candidate", data }); },
    }, context.failed);
    link.connection.addEventListener("connectionstatechange", () => void this.look());
    link.connection.addEventListener("track", ({ track }) => {
      track.addEventListener("unmute", () => { this.arrive(); });
      context.changed(this);
    });
    return [link, negotiation];
  }

  private keepLooking(): void {
    this.timer = setTimeout(() => { this.keepLooking(); }, this.unheard ? LOOK_EVERY_MS_IN_SILENCE : LOOK_EVERY_MS);
    void this.look();
  }

  private async look(): Promise<void> {
    const { link } = this;
    const { connection, offerer } = link;
    const silentSince = await this.silence();
    this.unheard = connection.connectionState !== "connected" || silentSince !== null;
    if (this.link !== link || connection.signalingState === "closed") return;
    const described = connection.localDescription !== null && connection.remoteDescription !== null;
    const step = this.recovery.next({ state: connection.connectionState, described, offerer, silentSince }, performance.now());
    if (connection.connectionState === "connected" && !this.recovery.troubled) {
      if (this.condition !== "connected") await this.link.tune(this.context.profile());
      this.become("connected");
    } else if (this.condition === "connected" && connection.connectionState !== "connecting") this.become("interrupted");
    switch (step) {
      case "restart-ice": return await this.restartIce();
      case "rebuild": return this.rebuild();
      case "rebuild-audio-only":
        this.context.audioOnly();
        return this.rebuild();
      case "give-up": return this.become("lost");
      case "none":
    }
  }

  /** What the browser counts shows an interruption seconds before `connectionState` does. */
  private async silence(): Promise<number | null> {
    const { link, media } = this;
    if (link.connection.connectionState !== "connected") return null;
    const sample = await readLink(link).catch(() => null);
    if (!sample || link !== this.link) return null;
    const frames = media.video && this.context.receiving() && !document.hidden;
    const { silentSince, back, pictureStuck } = this.flow.next(
      { at: sample.at, packets: sample.packetsReceived, frames: sample.framesDecoded },
      { packets: media.audio || frames, frames },
    );
    // To be asked for ours would cost a way through the gateway.
    if (back) this.refreshPictures();
    if (pictureStuck) this.context.askPicture(this);
    return silentSince;
  }

  private async restartIce(): Promise<void> {
    if (this.repairing) return;
    this.repairing = true;
    const { connection } = this.link;
    await this.context.freshIce();
    this.repairing = false;
    if (connection.signalingState !== "closed") connection.restartIce();
  }

  private arrive(): void {
    if (this.arrived) return;
    this.arrived = true;
    this.context.arrived(this);
  }

  private become(condition: PeerCondition): void {
    if (this.condition === condition) return;
    this.condition = condition;
    this.context.changed(this);
    if (condition === "connected" && this.silent) this.arrive();
  }
}
