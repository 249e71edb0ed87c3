/**
 * What crosses the wire between the panel and the gateway's widget API. The schemas under /schemas say the same; a test of the
 * gateway checks this file against them, so the names here and there cannot drift apart.
 */

export type Support = "native" | "emulated" | "none";

export interface Capabilities {
  typing: Support;
  receipts: Support;
  attachmentsIn: Support;
  attachmentsOut: Support;
  cards: Support;
  transcript: Support;
  context: Support;
  contextUpdate: Support;
  queuePosition: Support;
  transfer: Support;
  call: Support;
}

export interface Limits {
  textLength: number;
  attachmentBytes: number;
  attachmentTypes: string[];
  attachmentsPerMessage: number;
}

export interface ModeOption {
  name: string;
  required: boolean;
  description?: string;
  defaulted?: boolean;
}

export interface Availability {
  state: "open" | "closed" | "unknown";
  opensAt?: string;
  waiting?: number;
  waitSeconds?: number;
  confidence?: "provider" | "estimated" | "unknown";
}

export interface Mode {
  chatMode: string;
  name: string;
  capabilities: Capabilities;
  availability?: Availability;
  options: ModeOption[];
  requiredFields: string[];
}

export type CallKind = "video" | "audio";

export interface Application {
  applicationId: string;
  name: string;
  modes: Mode[];
  limits: Limits;
  texts: Record<string, string>;
  theme: Record<string, string>;
  call: { kinds: CallKind[] };
}

export interface HistoryMessage {
  author: "visitor" | "bot" | "agent";
  text: string;
  at: string;
}

export interface StartRequest {
  applicationId: string;
  chatMode: string;
  options: Record<string, string>;
  subject?: string;
  customer: { email?: string; name?: string; phone?: string; language?: string; avatarUrl?: string };
  context: Record<string, string>;
  history: HistoryMessage[];
}

export type ConversationState = "starting" | "queued" | "active" | "transferring" | "ended";

export interface StartReply {
  conversationId: string;
  chatMode: string;
  accessToken: string;
  expiresIn: number;
  resumeToken: string;
  position: number;
  state: ConversationState;
  capabilities: Capabilities;
  limits: Limits;
  resumed: boolean;
}

export interface TokenReply {
  accessToken: string;
  expiresIn: number;
  resumeToken: string;
}

export interface Attachment {
  attachmentId: string;
  name: string;
  /** Absent, as the size is, when the vendor does not say. */
  mediaType?: string;
  size?: number;
}

export interface Actor {
  kind: "visitor" | "agent" | "bot" | "system";
  id?: string;
  name?: string;
}

/** One event of the log. `data` depends on `type`; readers take what they know and leave the rest. */
export interface Envelope {
  position: number;
  conversationId: string;
  type: string;
  at: string;
  actor: Actor;
  data: Record<string, unknown>;
}

export interface EventPage {
  events: Envelope[];
  position: number;
  more: boolean;
}

export type Command =
  | { type: "message.send"; data: { text: string; attachments: string[] } }
  | { type: "typing.set"; data: { typing: boolean } }
  | { type: "message.mark-read"; data: { position: number } }
  | { type: "card.submit"; data: { messageId: string; title: string; values: Record<string, unknown> } }
  | { type: "call.request"; data: { kind: CallKind } }
  | { type: "call.accept"; data: { roomId: string; kind: CallKind } }
  | { type: "call.decline"; data: { roomId: string } }
  | {
      type: "conversation.update";
      data: { customer?: Record<string, string>; context?: Record<string, string>; options?: Record<string, string> };
    }
  | { type: "conversation.end"; data: Record<string, never> };

export interface CommandReply {
  commandId: string;
  position: number;
  joinUrl?: string;
}

export type ProblemAction = "retry" | "refresh-token" | "restart" | "fix-input" | "none";

export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  action?: ProblemAction;
  errors?: { field: string; message: string }[];
}
