import type { MediaPolicy } from "../wire/contract";

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
  private readonly voiceAndFace = new MediaStream();
  private readonly screenStream = new MediaStream();

  constructor(
    /** Names this link on the wire; empty on the waiting side until the offer names it. */
    public id: string,
    /** True on the side that made the link and sends its first offer. */
    readonly offerer: boolean,
    configuration: RTCConfiguration,
    private tracks: OutgoingTracks,
    private readonly policy: MediaPolicy,
  ) {
    this.connection = new RTCPeerConnection({ ...configuration, bundlePolicy: "max-bundle" });
    if (offerer) {
      for (const slot of SLOTS) {
        this.connection.addTransceiver(slot === "audio" ? "audio" : "video", {
          direction: "sendrecv", streams: [this.streamOf(slot)],
        });
      }
      this.fill();
    }
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

  async tune(profile: VideoProfile): Promise<void> {
    await limit(this.place("camera")?.sender, {
      maxBitrate: profile.maxKbps * 1000,
      maxFramerate: profile.frameRate,
      scaleResolutionDownBy: profile.scaleDownBy,
    });
    await limit(this.place("screen")?.sender, {
      maxBitrate: 2_500_000, maxFramerate: this.policy.screenFrameRate,
    });
  }

  close(): void {
    this.connection.close();
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
  if (!sender || !parameters?.encodings?.length) return;
  Object.assign(parameters.encodings[0]!, encoding);
  await sender.setParameters(parameters).catch(() => undefined);
}
