import type { MediaPolicy } from "../wire/contract";
import { codecsFor } from "./codecs";

export interface OutgoingTracks {
  audio: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
}

/** How the camera is sent at the moment. */
export interface VideoProfile {
  maxKbps: number;
  frameRate: number;
  /** Share of width and height that is sent, 1 for all. */
  scaleDownBy: number;
}

type Slot = keyof OutgoingTracks;
const SLOTS: readonly Slot[] = ["audio", "camera", "screen"];

/**
 * One RTCPeerConnection. Voice, face and screen have fixed places in the description, filled and emptied without a new
 * negotiation; so switching a camera or sharing a screen on both sides at once can never collide.
 */
export class Link {
  readonly connection: RTCPeerConnection;
  private adjusting: Promise<void> = Promise.resolve();
  private readonly voiceAndFace = new MediaStream();
  private readonly screenStream = new MediaStream();

  constructor(
    /** Names this link on the wire; empty on the waiting side until the offer names it. */
    public id: string,
    /** True on the side that made the link and sends its first offer. */
    readonly offerer: boolean,
    configuration: RTCConfiguration,
    private tracks: OutgoingTracks,
    private policy: MediaPolicy,
  ) {
    this.connection = new RTCPeerConnection({ ...configuration, bundlePolicy: "max-bundle" });
    if (offerer) {
      for (const slot of SLOTS) {
        const kind = slot === "audio" ? "audio" : "video";
        const place = this.connection.addTransceiver(kind, { direction: "sendrecv", streams: [this.streamOf(slot)] });
        const codecs = codecsFor(kind);
        if (codecs.length > 0) place.setCodecPreferences?.(codecs);
      }
      this.fill();
    }
  }

  /**
   * A link for an offer that may come soon, made while the person still looks at the preview: the first connection of a page
   * costs the browser up to a tenth of a second.
   */
  static spare(policy: MediaPolicy): Link {
    const link = new Link("", true, {}, { audio: null, camera: null, screen: null }, policy);
    // Thrown away; what it makes the browser load and compute stays.
    link.connection.createOffer().catch(() => undefined);
    return link;
  }

  /** A spare comes into use. */
  use(id: string, configuration: RTCConfiguration, tracks: OutgoingTracks, policy: MediaPolicy): this {
    this.id = id;
    this.policy = policy;
    this.useIce(configuration);
    this.send(tracks);
    return this;
  }

  useIce(configuration: RTCConfiguration): void {
    const { connection } = this;
    if (connection.signalingState !== "closed") connection.setConfiguration({ ...connection.getConfiguration(), ...configuration });
  }

  /** To be called between the first remote offer and the answer: takes over the offerer's places. */
  adoptPlaces(): void {
    for (const slot of SLOTS) {
      const place = this.place(slot);
      if (!place || place.direction === "sendrecv") continue;
      place.direction = "sendrecv";
      place.sender.setStreams?.(this.streamOf(slot));
    }
    this.fill();
  }

  send(tracks: OutgoingTracks): void {
    this.tracks = tracks;
    this.fill();
  }

  received(slot: Slot): MediaStreamTrack | null {
    return this.place(slot)?.receiver.track ?? null;
  }

  mid(slot: Slot): string | null {
    return this.place(slot)?.mid ?? null;
  }

  tune(profile: VideoProfile): Promise<void> {
    return this.adjust(async () => {
      await limit(this.place("camera")?.sender, {
        active: true,
        maxBitrate: profile.maxKbps * 1000,
        maxFramerate: profile.frameRate,
        scaleResolutionDownBy: profile.scaleDownBy,
      });
      await limit(this.place("screen")?.sender, {
        active: true, maxBitrate: 2_500_000, maxFramerate: this.policy.screenFrameRate,
      });
    });
  }

  /** Makes the next frames key frames: an encoding that is switched on again begins with one. */
  refreshPictures(): Promise<void> {
    return this.adjust(async () => {
      for (const slot of ["camera", "screen"] as const) {
        const sender = this.place(slot)?.sender;
        if (!sender?.track) continue;
        await limit(sender, { active: false });
        // A refused change must never leave the picture off.
        for (let tries = 0; tries < 5 && sender.getParameters().encodings[0]?.active === false; tries++) {
          await limit(sender, { active: true });
        }
      }
    });
  }

  close(): void {
    this.connection.close();
  }

  /** One change of the senders' parameters after the other: each must start from the last one's outcome. */
  private adjust(change: () => Promise<void>): Promise<void> {
    return this.adjusting = this.adjusting.then(change);
  }

  private fill(): void {
    for (const slot of SLOTS) {
      const sender = this.place(slot)?.sender;
      // A closed connection refuses; the next link gets the track from the peer.
      if (sender && sender.track !== this.tracks[slot]) sender.replaceTrack(this.tracks[slot]).catch(() => undefined);
    }
  }

  private place(slot: Slot): RTCRtpTransceiver | undefined {
    return this.connection.getTransceivers()[SLOTS.indexOf(slot)];
  }

  private streamOf(slot: Slot): MediaStream {
    return slot === "screen" ? this.screenStream : this.voiceAndFace;
  }
}

async function limit(sender: RTCRtpSender | undefined, encoding: RTCRtpEncodingParameters): Promise<void> {
  const parameters = sender?.getParameters();
  // Before the first description is in place there is nothing to limit.
  const current = parameters?.encodings?.[0];
  if (!sender || !parameters || !current) return;
  // Each change takes the encoder time, even one to what is.
  if (Object.entries(encoding).every(([name, value]) => current[name as keyof RTCRtpEncodingParameters] === value)) return;
  Object.assign(current, encoding);
  await sender.setParameters(parameters).catch(() => undefined);
}
