import { Comeback } from "./comeback";
import { deviceCheckOf } from "./media/device-check";
import { LocalMedia } from "./media/local-media";
import type { CallEventType, CallHandle, CallOptions, CallStats } from "./options";
import { readStats } from "./call-stats";
import { QualityWatch } from "./peer/quality-watch";
import { Link } from "./peer/link";
import type { Peer } from "./peer/peer";
import { Others } from "./others";
import type { Ending, Phase } from "./phases";
import { Session, type SessionEnd } from "./peer/session";
import { ENGLISH, type CallStrings } from "./strings";
import { Admission } from "./wire/admission";
import { patiently } from "./wire/backoff";
import { CallApi } from "./wire/call-api";
import type { GrantSource, LeaveReason, MediaState, Role } from "./wire/contract";
import { asProblem, CallProblem } from "./wire/problem";

/** Who reloads while the gateway starts again, or has too much to do, is back without a click. */
const COMEBACK_MS = 30_000;

/**
 * The whole call as the view sees it: phases from preview to ending, the person's media, and the session while there is
 * one. Holds state and rules; draws nothing. Subscribers are told after every change.
 */
export class Call implements CallHandle {
  phase: Phase = "opening";
  media: LocalMedia;
  session: Session | null = null;
  problem: CallProblem | null = null;
  ending: Ending | null = null;
  receiveHeight = 360;
  readonly strings: CallStrings;
  readonly errors: string[] = [];
  readonly watch: QualityWatch;
  readonly others: Others;
  joinClickedAt: number | null = null;
  firstFrameAt: number | null = null;
  /** The microphone gave a sound in the preview. */
  heard = false;
  private admission: Admission | null = null;
  private readonly api: CallApi;
  private comeback: Comeback | null = null;
  private spare: Link | null = null;
  private disposed = false;
  private readonly subscribers = new Set<() => void>();

  constructor(readonly options: CallOptions) {
    this.api = new CallApi(options.apiBase.replace(/\/$/, ""));
    this.strings = { ...ENGLISH, ...options.strings };
    this.others = new Others(this, (end) => { this.ended(end); });
    this.media = this.newMedia(options.kind === "video");
    this.watch = new QualityWatch(() => this.session, () => this.media, () => this.mediaState(), {
      changed: () => { this.adapted(); },
      report: (report) => {
        this.admission?.withToken((token, room) => this.api.quality(token, room, report)).catch(() => undefined);
      },
    });
  }

  /** When both had each other's media, as the gateway says, by this page's clock. */
  get startedAt(): number | null {
    return this.session?.startedAt ?? null;
  }

  get role(): Role {
    return this.admission?.grant.role ?? ("agentLink" in this.options.grantSource ? "agent" : "visitor");
  }

  get name(): string {
    return this.admission?.grant.name || this.options.name || this.strings.you;
  }

  get otherRole(): Role {
    return this.role === "agent" ? "visitor" : "agent";
  }

  get peers(): Peer[] {
    return [...this.session?.peers.values() ?? []];
  }

  subscribe(subscriber: () => void): void {
    this.subscribers.add(subscriber);
  }

  /** Begins with the preview, or goes straight back into a call that a reload interrupted. */
  async start(): Promise<void> {
    const source = this.options.grantSource;
    this.comeback = await Comeback.of(source);
    window.addEventListener("pagehide", this.pageHidden);
    window.addEventListener("pageshow", this.pageShown);
    if (typeof RTCPeerConnection === "undefined") return this.refuse(new CallProblem("browser", 400, "no WebRTC"));
    const resumable = this.comeback.kept;
    // A ticket that is spent may have been spent by this very page before a reload.
    const unanswered = this.options.problem === "ticket-used" && this.comeback.redeeming;
    if (this.options.problem && !resumable && !unanswered) return this.refuse(new CallProblem(this.options.problem, 410, ""));
    if (resumable && !resumable.left) {
      this.media.microphoneOn = resumable.microphone;
      this.media.cameraOn = resumable.camera;
      void this.openMedia();
      await this.enter({ resumeSecret: resumable.resumeSecret }, COMEBACK_MS);
      if (!this.linkReopens()) return;
    }
    if ("resumeSecret" in source || this.options.confirm === false) {
      void this.openMedia();
      return await this.enter(this.source());
    }
    this.go("preview");
    this.spare = Link.spare(this.media.policy);
    await this.openMedia();
    this.emit("ready", {});
  }

  /** The person's click on Join. Only the preview asks for it: a page that finds its own way back must not enter twice. */
  async join(): Promise<void> {
    if (this.phase !== "preview") return;
    this.joinClickedAt = performance.now();
    await this.enter(this.source());
  }

  async openMedia(): Promise<void> {
    await this.media.open();
    this.changed();
  }

  async hangUp(): Promise<void> {
    if (this.role === "agent" && this.session) await this.finish("closed", () => this.session?.close());
    else await this.leave();
  }

  async leave(reason: LeaveReason = this.role === "agent" ? "left" : "hangup"): Promise<void> {
    if (!this.session) return;
    // The visitor's good-bye ends a call of two; before anyone came there is nothing to end.
    const alone = this.peers.length === 0;
    await this.finish(reason === "left" || alone ? "left" : "closed", () => this.session?.leave(reason));
  }

  /** Back into a call that was left, or that goes on in another window. */
  async rejoin(): Promise<void> {
    this.media.close();
    this.media = this.newMedia(this.media.cameraOn);
    this.joinClickedAt = performance.now();
    this.firstFrameAt = null;
    void this.openMedia();
    await this.enter(this.source());
  }

  /** From a problem back to where another try makes sense. */
  async retry(): Promise<void> {
    this.problem = null;
    if (this.admission || this.joinClickedAt === null) await this.rejoin();
    else this.go("preview");
  }

  /** The person wants pictures in spite of what was measured. */
  showPictures(): void {
    this.watch.retryPictures();
  }

  stats(): Promise<CallStats> {
    return readStats(this);
  }

  report(error: unknown): void {
    this.errors.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }

  changed(): void {
    for (const subscriber of this.subscribers) subscriber();
  }

  emit(type: CallEventType, detail: Record<string, unknown>): void {
    this.options.onEvent?.(type, detail);
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.session?.leave(this.role === "agent" ? "left" : "hangup").catch(() => undefined);
    this.tearDown();
    this.takeSpare()?.close();
    this.media.close();
    window.removeEventListener("pagehide", this.pageHidden);
    window.removeEventListener("pageshow", this.pageShown);
    this.subscribers.clear();
  }

  setReceiveHeight(height: number): void {
    if (this.receiveHeight === height) return;
    this.receiveHeight = height;
    this.session?.mediaChanged();
  }

  private source(): GrantSource {
    const secret = this.admission?.grant.resumeSecret ?? this.comeback?.kept?.resumeSecret;
    if (secret) return { resumeSecret: secret };
    const source = this.options.grantSource;
    return this.comeback?.keyed(source) ?? source;
  }

  private takeSpare(): Link | null {
    const { spare } = this;
    this.spare = null;
    return spare;
  }

  private newMedia(withCamera: boolean): LocalMedia {
    const media = new LocalMedia(withCamera);
    if (this.media) media.microphoneOn = this.media.microphoneOn;
    media.onChange(() => {
      this.remember();
      this.changed();
    });
    return media;
  }

  /** `patienceMs`: how long to try again by itself while the gateway does not answer. */
  private async enter(source: GrantSource, patienceMs = 0): Promise<void> {
    this.go("joining");
    try {
      const entry = { connectionId: crypto.randomUUID(), media: this.mediaState() };
      const admission = await patiently(patienceMs, () => Admission.redeem(this.api, source, this.options.kind, entry));
      if (this.disposed) return;
      this.admission = admission;
      this.media.policy = admission.grant.media;
      this.remember();
      this.emit("resume-secret", { resumeSecret: admission.grant.resumeSecret });
      const session = new Session(
        this.api, admission, this.media, () => this.watch.profile(), () => this.mediaState(), this.others,
        this.takeSpare(),
      );
      this.session = session;
      await session.enter();
      if (this.role === "visitor") this.tellDevices(admission);
      if (this.disposed || this.session !== session) return session.dispose();
      this.watch.start();
      this.go("call");
      this.emit("joined", { roomId: admission.grant.roomId, role: this.role });
    } catch (e) {
      this.session?.dispose();
      this.session = null;
      this.refuse(asProblem(e));
    }
  }

  /** The agent sees beside the call what the visitor's devices can do; not worth a failed call. */
  private tellDevices(admission: Admission): void {
    const { microphone, microphoneProblem } = this.media;
    if (!microphone && !microphoneProblem) return;
    const result = deviceCheckOf(this.media, this.heard);
    admission.withToken((token) => this.api.deviceCheck(token, result)).catch(() => undefined);
  }

  /** After a resume that came too late an agent's link starts over, with the preview; a visitor's ticket is spent. */
  private linkReopens(): boolean {
    if (this.problem === null || this.problem.temporary || !("agentLink" in this.options.grantSource)) return false;
    this.problem = null;
    this.media = this.newMedia(this.options.kind === "video");
    return true;
  }

  private ended(end: SessionEnd): void {
    if (end.kind === "refused") {
      this.tearDown();
      return this.refuse(end.problem);
    }
    if (end.kind === "replaced") void this.finish("replaced", () => undefined);
    else void this.finish("closed", () => undefined, end.seconds ?? this.session?.seconds);
  }

  private async finish(
    kind: Ending["kind"], goodbye: () => Promise<void> | undefined, seconds = this.session?.seconds ?? null,
  ): Promise<void> {
    const told = goodbye()?.catch((e: unknown) => { this.report(e); });
    this.tearDown();
    this.media.close();
    // A room that is over admits nobody again; only an agent's link opens it anew.
    this.ending = { kind, seconds, canRejoin: kind !== "closed" || "agentLink" in this.options.grantSource };
    if (kind === "closed") {
      this.comeback?.forget();
      this.admission = null;
    } else this.remember(true);
    this.go("ended");
    this.emit("ended", { reason: kind, seconds });
    await told;
  }

  private tearDown(): void {
    this.watch.stop();
    this.session?.dispose();
    this.session = null;
    this.others.gone();
  }

  private refuse(problem: CallProblem): void {
    if (this.disposed) return;
    this.problem = problem;
    if (!problem.temporary) {
      this.comeback?.forget();
      this.media.close();
    }
    this.go("problem");
    this.emit("failed", { reason: problem.slug, detail: problem.message });
  }

  private remember(left = false): void {
    const grant = this.admission?.grant;
    if (grant && (left || this.phase !== "ended")) this.comeback?.keep(grant, this.media, left);
  }

  private adapted(): void {
    this.session?.mediaChanged();
    this.changed();
  }

  private mediaState(): MediaState {
    const own = this.media.state();
    const { sendVideo, receiveVideo } = this.watch.adaptation;
    return { ...own, video: own.video && sendVideo, receiveVideo, receiveHeight: this.receiveHeight };
  }

  private go(phase: Phase): void {
    this.phase = phase;
    this.changed();
  }

  private readonly pageHidden = (): void => {
    this.session?.leaveByBeacon();
  };

  private readonly pageShown = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.session?.reenter();
  };
}
