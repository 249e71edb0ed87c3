/** One of the three fixed places of a link: what is to be encoded, and what was asked of the encoder. */
interface Place {
  kind: string;
  track: unknown;
  encoding: Record<string, unknown>;
}

/** An RTCPeerConnection without a network: descriptions go where they are put, and the test says what state it is in. */
export class FakeConnection extends EventTarget {
  static readonly made: FakeConnection[] = [];
  connectionState: RTCPeerConnectionState = "new";
  signalingState: RTCSignalingState = "stable";
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  restarts = 0;
  readonly places: Place[] = [];
  /** As `getStats` gives them. */
  reports: Record<string, unknown>[] = [];

  constructor() {
    super();
    FakeConnection.made.push(this);
  }

  get closed(): boolean {
    return this.signalingState === "closed";
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }

  addTransceiver(kind: string): unknown {
    this.places.push({ kind, track: null, encoding: {} });
    return {};
  }

  getTransceivers(): unknown[] {
    return this.places.map((place, index) => ({
      mid: String(index),
      direction: "sendrecv",
      receiver: { track: null },
      sender: {
        get track() { return place.track; },
        replaceTrack: (track: unknown) => {
          place.track = track;
          return Promise.resolve();
        },
        getParameters: () => ({ encodings: [{ ...place.encoding }] }),
        setParameters: ({ encodings }: { encodings: Record<string, unknown>[] }) => {
          place.encoding = encodings[0] ?? {};
          return Promise.resolve();
        },
      },
    }));
  }

  setLocalDescription(): Promise<void> {
    const answers = this.signalingState === "have-remote-offer";
    this.signalingState = answers ? "stable" : "have-local-offer";
    this.localDescription = { type: answers ? "answer" : "offer", sdp: "v=0\r\n" };
    return Promise.resolve();
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
    this.remoteDescription = description;
    return Promise.resolve();
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: "offer", sdp: "v=0\r\n" });
  }

  addIceCandidate(): Promise<void> {
    return Promise.resolve();
  }

  getConfiguration(): RTCConfiguration {
    return {};
  }

  setConfiguration(): void {
    // Whatever servers there are, nothing goes out.
  }

  restartIce(): void {
    this.restarts++;
    this.dispatchEvent(new Event("negotiationneeded"));
  }

  getStats(): Promise<Map<string, unknown>> {
    return Promise.resolve(new Map(this.reports.map((report, index) => [String(index), { id: String(index), ...report }])));
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
  }
}

/** What the call's code needs of a browser to hold connections. */
export function installWebRtc(): void {
  FakeConnection.made.length = 0;
  Object.assign(globalThis, {
    RTCPeerConnection: FakeConnection,
    MediaStream: class {},
    document: { hidden: false },
    window: new EventTarget(),
  });
}
