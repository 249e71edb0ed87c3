import type { LocalMedia } from "../media/local-media";
import type { Admission } from "../wire/admission";
import type { CallApi } from "../wire/call-api";
import type { LeaveReason, MediaState, PeerInfo, QualityLevel, QualityReason, Signal, VisitorDevices, Welcome } from "../wire/contract";
import { asProblem, type CallProblem } from "../wire/problem";
import { SignalOutbox } from "../wire/signal-outbox";
import { SignalStream } from "../wire/signal-stream";
import { IceServers } from "./ice-servers";
import type { Link, OutgoingTracks, VideoProfile } from "./link";
import { Peer, type PeerContext } from "./peer";

export type SessionEnd =
  | { kind: "room-closed"; seconds: number | null }
  | { kind: "replaced" }
  | { kind: "refused"; problem: CallProblem };

export interface SessionListener {
  nameOf(info: PeerInfo): string;
  peersChanged(): void;
  peerJoined(peer: Peer): void;
  peerLeft(peer: Peer, reason: string): void;
  /** Somebody's first media is here. */
  peerArrived(peer: Peer): void;
  /** Both sides have each other's media; from now on time is counted. */
  started(): void;
  /** The signalling line; media does not depend on it. */
  signalling(online: boolean): void;
  peerQuality(peer: Peer, level: QualityLevel, reason: QualityReason): void;
  /** The other side's network cannot carry pictures any more. */
  audioOnly(): void;
  visitorDevices(devices: VisitorDevices): void;
  /** Somebody else tried the ticket that the visitor came with. */
  ticketRefused(): void;
  ended(end: SessionEnd): void;
  failed(error: unknown): void;
}

/**
 * One page's stay in the room: registers a connection, follows the signal log and keeps one {@link Peer} per other
 * connection. Where the gateway has lost the connection, it registers a new one and offers anew.
 */
export class Session {
  readonly peers = new Map<string, Peer>();
  connectionId = "";
  /** By this page's clock. */
  startedAt: number | null = null;
  online = true;
  private graceMs = 30_000;
  /** How far the gateway's clock is ahead of this page's. */
  private aheadMs = 0;
  private readonly ice: IceServers;
  private stream: SignalStream | null = null;
  private outbox: SignalOutbox | null = null;
  private over = false;
  /** Counts the stops: what was begun before the last one is no longer awaited. */
  private stops = 0;
  private picturesWanted = 0;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly api: CallApi,
    private readonly admission: Admission,
    private readonly media: LocalMedia,
    private readonly profile: () => VideoProfile,
    private readonly mediaState: () => MediaState,
    private readonly listener: SessionListener,
    private spare: Link | null = null,
  ) {
    this.ice = new IceServers(
      admission.grant,
      () => this.admission.withToken((token, room) => this.api.ice(token, room)),
      (configuration) => { for (const peer of this.peers.values()) peer.useIce(configuration); },
      (e) => { if (!asProblem(e).temporary) this.listener.failed(e); },
    );
    this.unsubscribe = media.onChange(() => { this.mediaChanged(); });
  }

  /** Whole seconds since the call began, as the gateway counts them. */
  get seconds(): number | null {
    return this.startedAt === null ? null : Math.max(0, Math.floor((Date.now() - this.startedAt) / 1000));
  }

  /** Enters the room; rejects with a {@link CallProblem} when the gateway refuses. */
  async enter(): Promise<void> {
    const entered = this.admission.takeEntry();
    if (entered) return this.accept(entered.welcome, entered.media);
    const { stops } = this;
    const connectionId = crypto.randomUUID();
    const media = this.mediaState();
    try {
      const welcome = await this.admission.withToken((token, room) => this.api.connect(token, room, connectionId, media));
      if (stops === this.stops) this.accept(welcome, media);
    } catch (e) {
      if (stops === this.stops) throw e;
    }
  }

  /** Tracks or switches changed: senders follow without a negotiation, the others are told. */
  mediaChanged(): void {
    for (const peer of this.peers.values()) peer.send(this.tracksFor(peer.info.connectionId));
    this.outbox?.add({ type: "media-state", data: this.mediaState() });
  }

  tune(): void {
    for (const peer of this.peers.values()) peer.tune();
  }

  async leave(reason: LeaveReason): Promise<void> {
    const { connectionId } = this;
    this.dispose();
    if (connectionId) await this.admission.withToken((token, room) => this.api.leave(token, room, connectionId, reason));
  }

  async close(): Promise<void> {
    this.dispose();
    await this.admission.withToken((token, room) => this.api.close(token, room));
  }

  leaveByBeacon(): void {
    const { callToken, roomId } = this.admission.grant;
    if (this.connectionId && !this.over) this.api.leaveByBeacon(callToken, roomId, this.connectionId);
  }

  /** Registers anew, for instance after the page came back from the browser's cache. */
  async reenter(): Promise<void> {
    this.stop();
    if (!this.over) await this.enter().catch((e: unknown) => { this.refuse(asProblem(e)); });
  }

  dispose(): void {
    this.over = true;
    this.unsubscribe();
    this.ice.stop();
    this.stop();
    this.spare?.close();
  }

  private accept(welcome: Welcome, toldMedia: MediaState): void {
    this.connectionId = welcome.connectionId;
    this.graceMs = welcome.policy.graceSeconds * 1000;
    this.ice.take(welcome);
    this.aheadMs = Date.parse(welcome.now) - Date.now();
    if (welcome.startedAt) this.started(welcome.startedAt);
    const { connectionId } = this;
    const outbox = new SignalOutbox(
      (signals) => this.admission.withToken((token, room) => this.api.signal(token, room, connectionId, signals)),
      // That the room is closed the stream tells as well, and how long the call was.
      (problem) => { if (problem.slug !== "room-closed") this.gone(problem); },
    );
    const stream = new SignalStream(
      (after, signal) => this.admission.withToken((token, room) => this.api.stream(token, room, connectionId, after, signal)),
      welcome.position,
      {
        signal: (signal) => { if (this.stream === stream) this.received(signal); },
        online: (online) => { this.line(online); },
        gone: (problem) => { if (this.stream === stream) this.gone(problem); },
      },
    );
    this.outbox = outbox;
    this.stream = stream;
    stream.start();
    // The newcomer offers to everyone present; those who come later will offer to us.
    for (const info of welcome.peers) this.add(info, true);
    if (JSON.stringify(this.mediaState()) !== JSON.stringify(toldMedia)) this.mediaChanged();
  }

  private stop(): void {
    this.stops++;
    this.stream?.stop();
    this.outbox?.stop();
    this.stream = this.outbox = null;
    for (const peer of [...this.peers.values()]) this.remove(peer, "left");
  }

  private received(signal: Signal): void {
    const from = signal.from ? this.peers.get(signal.from.connectionId) : undefined;
    switch (signal.type) {
      case "peer-joined": return this.joined(signal.data);
      case "peer-left": return this.left(signal.data.connectionId, signal.data.reason);
      case "peer-away":
      case "peer-back": {
        const peer = this.peers.get(signal.data.connectionId);
        if (peer) peer.away = signal.type === "peer-away";
        return this.listener.peersChanged();
      }
      case "description": return void from?.description(signal.data);
      case "candidate": return void from?.candidate(signal.data);
      case "media-state":
        if (!from) return;
        if ((signal.data.picturesWanted ?? 0) > (from.media.picturesWanted ?? 0)) from.refreshPictures();
        from.media = { ...from.media, ...signal.data };
        from.send(this.tracksFor(from.info.connectionId));
        return this.listener.peersChanged();
      case "quality":
        if (from) this.listener.peerQuality(from, signal.data.level, signal.data.reason);
        return;
      case "visitor-devices": return this.listener.visitorDevices(signal.data);
      case "ticket-refused": return this.listener.ticketRefused();
      case "call-started": return this.started(signal.data.startedAt);
      case "room-closed": return this.end({ kind: "room-closed", seconds: signal.data.seconds || null });
    }
  }

  private started(at: string): void {
    this.startedAt = Date.parse(at) - this.aheadMs;
    this.listener.started();
  }

  private joined(info: PeerInfo): void {
    if (info.connectionId === this.connectionId || this.peers.has(info.connectionId)) return;
    // A reload: the page before it is gone, whatever its link still believes.
    for (const peer of [...this.peers.values()]) {
      if (peer.info.participantId === info.participantId) this.remove(peer, "replaced");
    }
    this.add(info, false);
  }

  private left(connectionId: string, reason: string): void {
    if (connectionId === this.connectionId) {
      if (reason === "replaced") this.end({ kind: "replaced" });
      else if (reason === "lost") void this.reenter();
      return;
    }
    const peer = this.peers.get(connectionId);
    if (!peer) return;
    if (reason === "lost" && peer.condition === "connected") {
      peer.lingering = peer.away = true;
      this.listener.peersChanged();
    } else this.remove(peer, reason);
  }

  private add(info: PeerInfo, offerer: boolean): void {
    const peer = new Peer({ ...info, name: this.listener.nameOf(info) }, offerer, this.contextFor(info));
    this.peers.set(info.connectionId, peer);
    this.listener.peerJoined(peer);
    if (this.peers.size > 1) this.tune();
  }

  private remove(peer: Peer, reason: string): void {
    if (!this.peers.delete(peer.info.connectionId)) return;
    this.outbox?.forget(peer.info.connectionId);
    peer.close();
    this.listener.peerLeft(peer, reason);
    this.tune();
  }

  private contextFor(info: PeerInfo): PeerContext {
    return {
      ice: () => this.ice.configuration,
      freshIce: () => this.ice.renew(),
      tracks: () => this.tracksFor(info.connectionId),
      spare: () => {
        const { spare } = this;
        this.spare = null;
        return spare;
      },
      receiving: () => this.mediaState().receiveVideo,
      askPicture: (peer) => {
        const data = { ...this.mediaState(), picturesWanted: ++this.picturesWanted };
        this.outbox?.add({ type: "media-state", to: peer.info.connectionId, data });
      },
      profile: this.profile,
      policy: this.admission.grant.media,
      graceMs: this.graceMs,
      signal: (signal) => { this.outbox?.add(signal); },
      changed: (peer) => {
        if (peer.lingering && peer.condition !== "connected") this.remove(peer, "lost");
        else this.listener.peersChanged();
      },
      arrived: (peer) => { this.listener.peerArrived(peer); },
      audioOnly: () => { this.listener.audioOnly(); },
      failed: (error) => { this.listener.failed(error); },
    };
  }

  private tracksFor(connectionId: string): OutgoingTracks {
    const { microphone, camera, screen } = this.media;
    const wanted = this.peers.get(connectionId)?.media.receiveVideo !== false;
    const picture = wanted && this.mediaState().video;
    return { audio: microphone, camera: picture ? camera : null, screen };
  }

  private line(online: boolean): void {
    if (this.online === online || this.over) return;
    this.online = online;
    this.listener.signalling(online);
    // What had to wait for the line may have run out, and who has lost one line may soon need another way for the media.
    if (online && this.ice.perishable) void this.ice.renew();
  }

  private gone(problem: CallProblem): void {
    if (this.over) return;
    switch (problem.slug) {
      case "room-closed": return this.end({ kind: "room-closed", seconds: null });
      case "connection-replaced": return this.end({ kind: "replaced" });
      case "connection-gone":
      case "offline": return void this.reenter();
      default:
        // A signal refused as malformed is our mistake, not the end of the call.
        if (problem.status === 400 || problem.status === 413) this.listener.failed(problem);
        else this.refuse(problem);
    }
  }

  private refuse(problem: CallProblem): void {
    if (problem.slug === "room-closed") this.end({ kind: "room-closed", seconds: null });
    else if (problem.temporary) {
      const { stops } = this;
      const again = (): void => { if (stops === this.stops) void this.reenter(); };
      setTimeout(again, problem.retryAfterSeconds ? problem.retryAfterSeconds * 1000 : 2000);
    } else this.end({ kind: "refused", problem });
  }

  private end(end: SessionEnd): void {
    if (this.over) return;
    this.dispose();
    this.listener.ended(end);
  }
}
