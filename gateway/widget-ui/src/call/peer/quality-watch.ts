import type { LocalMedia } from "../media/local-media";
import type { MediaState, QualityReport } from "../wire/contract";
import { AdaptationPlan, type Adaptation } from "./adaptation-plan";
import type { VideoProfile } from "./link";
import { readLink, type LinkSample } from "./link-stats";
import type { Peer } from "./peer";
import { intervalOf, judge, QualityLight, worst, type Interval, type Quality } from "./quality";
import type { Session } from "./session";

const EVERY_MS = 2_000;
const LARGE = { width: 1280, height: 720 };

export interface QualityWatchListener {
  /** The light or the adaptation changed. */
  changed(): void;
  report(report: QualityReport): void;
}

/** Looks at every link every two seconds: sets the light, tells the gateway, and adapts what is sent and taken. */
export class QualityWatch {
  quality: Quality = { level: "good", reason: "none" };
  adaptation: Adaptation = { sendVideo: true, receiveVideo: true, size: "small" };
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly before = new WeakMap<Peer, { linkId: string; sample: LinkSample }>();
  private light = new QualityLight();
  private plan = new AdaptationPlan();

  constructor(
    private readonly session: () => Session | null,
    private readonly media: () => LocalMedia,
    private readonly mediaState: () => MediaState,
    private readonly listener: QualityWatchListener,
  ) {}

  start(): void {
    this.stop();
    this.light = new QualityLight();
    this.plan = new AdaptationPlan();
    this.quality = { level: "good", reason: "none" };
    this.adaptation = { sendVideo: true, receiveVideo: true, size: "small" };
    this.timer = setInterval(() => void this.look(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  get audioOnly(): boolean {
    return !this.adaptation.sendVideo || !this.adaptation.receiveVideo;
  }

  retryPictures(): void {
    this.plan.retryNow();
    this.adapt({ ...this.adaptation, sendVideo: true, receiveVideo: true });
    this.listener.changed();
  }

  dropPictures(): void {
    this.plan.dropVideo(performance.now());
    this.adapt({ ...this.adaptation, sendVideo: false, receiveVideo: false });
    this.listener.changed();
  }

  /** The first media of somebody is what makes the call begin: told at once, not at the next look. */
  arrived(connectionId: string, peer: Peer): void {
    this.listener.report({
      connectionId, level: "good", reason: "none", fps: 0, lossPercent: 0, rttMs: 0, availableKbps: 0,
      hasRemoteVideo: peer.media.video || peer.media.screen, hasRemoteAudio: peer.media.audio, remoteSilent: peer.silent,
    });
  }

  interrupted(): void {
    this.plan.interrupted();
    this.adapt({ ...this.adaptation, size: "small" });
  }

  /** How to send the camera: small for several people, large only where it is measured to fit. */
  profile(): VideoProfile {
    const { policy } = this.media();
    if ((this.session()?.peers.size ?? 0) > 1) return { maxKbps: 250, frameRate: 15, scaleDownBy: 2 };
    const maxKbps = this.adaptation.size === "large" ? policy.maxVideoKbps : Math.min(policy.maxVideoKbps, 900);
    return { maxKbps, frameRate: policy.frameRate, scaleDownBy: 1 };
  }

  private async look(): Promise<void> {
    const session = this.session();
    if (!session) return;
    const peers = [...session.peers.values()];
    const own = this.mediaState();
    const measured: { peer: Peer; interval: Interval; quality: Quality }[] = [];
    for (const peer of peers) {
      const interval = await this.measure(peer);
      if (!interval) continue;
      const remoteVideo = peer.media.video && own.receiveVideo;
      measured.push({ peer, interval, quality: judge(interval, {
        remoteVideo, sendingVideo: own.video, audioOnly: this.audioOnly, connected: peer.condition === "connected",
      }) });
    }
    // The session may have ended while the figures were read.
    if (this.session() !== session || measured.length === 0) return;
    const before = `${this.quality.level} ${this.quality.reason}`;
    this.quality = this.light.next(worst(measured.map(({ quality }) => quality)));
    const adapted = this.decide(measured, own);
    const silent = peers.every((peer) => peer.silent && peer.condition === "connected");
    this.tell(session.connectionId, measured.map(({ interval }) => interval), silent);
    if (adapted || before !== `${this.quality.level} ${this.quality.reason}`) this.listener.changed();
  }

  private async measure(peer: Peer): Promise<Interval | null> {
    const sample = await readLink(peer.link).catch(() => null);
    if (!sample) return null;
    const last = this.before.get(peer);
    this.before.set(peer, { linkId: peer.link.id, sample });
    return last?.linkId === peer.link.id ? intervalOf(last.sample, sample) : null;
  }

  private decide(measured: { peer: Peer; interval: Interval }[], own: MediaState): boolean {
    const [first] = measured;
    // With several people each gets a small picture anyway; only two-person calls adapt.
    if (!first || measured.length > 1 || first.peer.condition !== "connected") return false;
    const { camera, policy } = this.media();
    return this.adapt(this.plan.next(first.interval, {
      remoteVideo: first.peer.media.video && own.receiveVideo,
      sendingVideo: camera !== null && this.adaptation.sendVideo && first.peer.media.receiveVideo,
      largeWanted: (first.peer.media.receiveHeight ?? 0) >= LARGE.height,
      frameRate: Math.min(policy.frameRate, camera?.getSettings().frameRate ?? policy.frameRate),
      visible: !document.hidden,
    }, performance.now()));
  }

  private adapt(next: Adaptation): boolean {
    const { sendVideo, receiveVideo, size } = this.adaptation;
    this.adaptation = next;
    if (size !== next.size) void this.resize(next.size);
    return sendVideo !== next.sendVideo || receiveVideo !== next.receiveVideo;
  }

  private async resize(size: Adaptation["size"]): Promise<void> {
    const media = this.media();
    const { width, height, frameRate } = size === "large" ? { ...media.policy, ...LARGE } : media.policy;
    // A camera that cannot do more keeps what it has.
    await media.camera?.applyConstraints({
      width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate, max: 30 },
    }).catch(() => undefined);
    this.session()?.tune();
  }

  private tell(connectionId: string, intervals: Interval[], remoteSilent: boolean): void {
    const highest = (value: (interval: Interval) => number): number => Math.max(0, ...intervals.map(value));
    const lowest = (value: (interval: Interval) => number): number => Math.min(...intervals.map(value));
    this.listener.report({
      connectionId,
      ...this.quality,
      fps: Math.round(lowest((i) => i.fps)),
      lossPercent: Math.round(highest((i) => i.lossPercent) * 10) / 10,
      rttMs: Math.round(highest((i) => i.roundTripMs)),
      availableKbps: Math.round(lowest((i) => i.availableKbps)),
      hasRemoteVideo: intervals.some((i) => i.hasVideo),
      hasRemoteAudio: intervals.some((i) => i.hasAudio),
      remoteSilent,
    });
  }
}
