import type { CallStrings } from "./strings";
import type { CallKind, DeviceCheckResult, GrantSource, VisitorDevices } from "./wire/contract";

export type CallEventType =
  | "ready" | "joined" | "peer-joined" | "peer-left" | "reconnecting" | "restored" | "ended" | "failed"
  | "resume-secret" | "closed";

export interface CallOptions {
  grantSource: GrantSource;
  /** Base of the call API, for instance `/api/call/v1`. */
  apiBase: string;
  kind: CallKind;
  strings?: Partial<CallStrings>;
  /** False joins without the device preview. */
  confirm?: boolean;
  /** The person has just asked for this by a control of the page: the focus goes on here. */
  takeFocus?: boolean;
  /** Shown on the person's own picture. */
  name?: string;
  /** Slug of a problem the server already knows of; shown instead of the preview. */
  problem?: string;
  /** Offers to close what is over; `closed` is emitted, and the page takes the call away. */
  closable?: boolean;
  /** For the agent: what is known of the visitor's devices beforehand. */
  visitorDevices?: VisitorDevices;
  onEvent?: (type: CallEventType, detail: Record<string, unknown>) => void;
}

export interface CallHandle {
  /** Hangs up (a visitor's two-person call ends with it); resolves when the gateway knows. */
  leave(): Promise<void>;
  /** Removes everything from the host and stops all devices; says good-bye if the call still runs. */
  dispose(): void;
}

export interface DeviceCheckOptions {
  kind: CallKind;
  takeFocus?: boolean;
  strings?: Partial<CallStrings>;
  /** Called when the person confirms, with what was found. */
  onResult?: (result: DeviceCheckResult) => void;
  onEvent?: (type: "ready" | "closed", detail: Record<string, unknown>) => void;
}

/** Figures for tests and support, see README. */
export interface CallStats {
  framesDecoded: number;
  framesEncoded: number;
  screenFramesDecoded: number;
  audioPacketsReceived: number;
  totalAudioEnergy: number;
  width: number;
  connectionState: RTCPeerConnectionState | "none";
  peers: number;
  availableKbps: number;
  relayed: boolean;
  /** From the click on Join to the first remote picture; null before it. */
  joinToFirstFrameMs: number | null;
  errors: string[];
}
