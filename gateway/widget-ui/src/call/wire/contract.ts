/** Wire records of `/api/call/v1`; the schemas stand in `schemas/call/v1`. Unknown fields are ignored. */

export type CallKind = "video" | "audio";
export type Role = "visitor" | "agent";
export type QualityLevel = "good" | "fair" | "poor";

/** Code of a quality level's cause; the view turns it into words. */
export type QualityReason =
  "none" | "loss" | "delay" | "bandwidth" | "cpu" | "frames" | "audio-only" | "reconnecting";

export type GrantSource = { ticket: string; redeemKey?: string } | { agentLink: string } | { resumeSecret: string };

export interface JoinGrant {
  roomId: string;
  participantId: string;
  role: Role;
  name: string;
  resumeSecret: string;
  callToken: string;
  /** Seconds. */
  expiresIn: number;
  /** Who takes this page's offers: the other pages, or an engine between them. */
  mode: "peer" | "server" | "vendor";
  /** Where to find the engine, if not through the gateway. */
  server?: { url: string; token: string };
  kind: CallKind;
  iceServers: RTCIceServer[];
  iceTransportPolicy: RTCIceTransportPolicy;
  media: MediaPolicy;
  conversationId?: string;
  waitingFor: Role | null;
  /** Answers an {@link Entry}; absent when the room did not take the page. */
  welcome?: Welcome;
}

export interface MediaPolicy {
  width: number;
  height: number;
  frameRate: number;
  maxVideoKbps: number;
  screenFrameRate: number;
}

/** What a participant sends, and whether it can take a picture just now. */
export interface MediaState {
  audio: boolean;
  video: boolean;
  screen: boolean;
  receiveVideo: boolean;
  /** Lines of picture that are worth sending for the size it is shown at. */
  receiveHeight?: number;
  /** Grows each time the sender of this needs a new key frame. */
  picturesWanted?: number;
}

export interface PeerInfo {
  participantId: string;
  connectionId: string;
  role: Role;
  /** Empty while nobody has told it. */
  name: string;
  media?: Partial<MediaState> | null;
}

export interface Welcome extends IceGrant {
  connectionId: string;
  position: number;
  policy: { graceSeconds: number };
  peers: PeerInfo[];
  startedAt?: string | null;
  /** By the clock of `startedAt`; this page's may be another. */
  now: string;
}

/** Entering the room in the trip that redeems. */
export interface Entry {
  connectionId: string;
  media: MediaState;
}

export interface IceGrant {
  iceServers: RTCIceServer[];
  iceTransportPolicy: RTCIceTransportPolicy;
  /** Seconds until a relay's password among them is refused; absent when there is none. */
  iceExpiresIn?: number;
}

export interface DescriptionData {
  description: RTCSessionDescriptionInit;
  /** Names one RTCPeerConnection, so that an offer for a rebuilt one never reaches the old one. */
  pc: string;
}

export interface CandidateData {
  candidate: RTCIceCandidateInit | null;
  pc: string;
}

export type PeerLeftReason = "left" | "replaced" | "lost";

interface SignalData {
  "peer-joined": PeerInfo;
  "peer-left": { participantId: string; connectionId: string; reason: PeerLeftReason };
  "peer-away": { participantId: string; connectionId: string };
  "peer-back": { participantId: string; connectionId: string };
  description: DescriptionData;
  candidate: CandidateData;
  "media-state": MediaState;
  quality: { level: QualityLevel; reason: QualityReason };
  "visitor-devices": VisitorDevices;
  "ticket-refused": { reason: string };
  "call-started": { startedAt: string };
  "room-closed": { reason: string; seconds: number };
}

export type SignalType = keyof SignalData;

/** One row of the room's signal log as this connection sees it. */
export type Signal = {
  [T in SignalType]: {
    position: number;
    type: T;
    from: { participantId: string; connectionId: string } | null;
    data: SignalData[T];
  };
}[SignalType];

/** A signal on its way out; the id makes a repeated post harmless. */
export type OutgoingSignal =
  | { id: string; to: string; type: "description"; data: DescriptionData }
  | { id: string; to: string; type: "candidate"; data: CandidateData }
  | { id: string; to?: string; type: "media-state"; data: MediaState };

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
export type NewSignal = WithoutId<OutgoingSignal>;

export interface QualityReport {
  connectionId: string;
  level: QualityLevel;
  reason: QualityReason;
  fps: number;
  lossPercent: number;
  rttMs: number;
  availableKbps: number;
  hasRemoteVideo: boolean;
  hasRemoteAudio: boolean;
  /** Connected to somebody who sends nothing. */
  remoteSilent: boolean;
}

export type LeaveReason = "hangup" | "left" | "pagehide";

/** What the visitor's devices can do, as the agent sees it. */
export interface VisitorDevices {
  camera: "ok" | "none" | "blocked" | "busy" | "failed" | "not-asked";
  microphone: "ok" | "silent" | "none" | "blocked" | "busy" | "failed";
}

export interface DeviceCheckResult extends VisitorDevices {
  browser: string;
}
