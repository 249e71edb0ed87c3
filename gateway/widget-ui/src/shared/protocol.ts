/**
 * What the loader on the site's page and the panel in its frame say to each other.
 *
 * The panel posts a greeting to its parent. The loader answers only the frame it made, only from the gateway's origin, and hands
 * over one end of a message channel; from then on nothing travels by window messages, so no third script can listen or speak.
 */
import type { CallKind, HistoryMessage } from "../wire";

export const PROTOCOL_VERSION = 1;

export type RegistrationType = "none" | "name" | "nameEmailSubject";
export type ColourScheme = "light" | "dark" | "auto";

/** The element's attributes and what its methods have set, as the panel needs them. */
export interface WidgetConfig {
  applicationId: string;
  chatMode: string;
  options: Record<string, string>;
  subject: string;
  customer: { email: string; name: string; phone: string; language: string; avatarUrl: string };
  locale: string;
  activeWidgets: string[];
  registrationType: RegistrationType;
  confirmCall: boolean;
  closeHidden: boolean;
  kiosk: boolean;
  scheme: ColourScheme;
  primary: string;
  context: Record<string, string>;
  history: HistoryMessage[];
  translations: Record<string, string>;
}

export interface Greeting {
  visavis: number;
  type: "hello";
}

/** The one window message to the panel; the channel's port travels with it. */
export interface Connect {
  visavis: number;
  type: "connect";
  config: WidgetConfig;
  visible: boolean;
}

export type Method = "start" | "takeOver" | "send" | "requestCall" | "end" | "update";

export const CUSTOMER_NAMES = ["name", "email", "phone", "language"] as const;

/** What the page has learned of its visitor, beside free context: who it is, and where the chat should go. */
export interface VisitorChange {
  customer: Partial<Record<(typeof CUSTOMER_NAMES)[number], string>>;
  options: Record<string, string>;
}

export interface StartOptions {
  subject?: string;
  email?: string;
  name?: string;
  phone?: string;
}

export type ToPanel =
  | { type: "config"; config: WidgetConfig }
  | { type: "visible"; visible: boolean }
  | { type: "invoke"; id: number; method: Method; argument: unknown }
  | { type: "verdict"; id: number; allowed: boolean };

/** How much room the panel asks for: beside the page, widened for a call, or all of the window. */
export type PanelSize = "chat" | "call" | "full";

export type ToHost =
  | { type: "ready" }
  | { type: "ask"; id: number; event: BeforeEvent; detail: unknown }
  | { type: "event"; event: AfterEvent; detail: unknown }
  | { type: "close" }
  | { type: "size"; size: PanelSize }
  | { type: "unread"; count: number }
  | { type: "calling"; active: boolean }
  | { type: "theme"; primary: string; labels: { open: string; close: string; unread: string; panel: string; call: string } }
  | { type: "remember"; conversation: boolean }
  | { type: "problem"; message: string }
  | { type: "result"; id: number; ok: boolean; message?: string };

export type BeforeEvent =
  | "beforeOpen"
  | "beforeClose"
  | "beforeStart"
  | "beforeSend"
  | "beforeRequestCall"
  | "beforeAcceptCall"
  | "beforeEnd";

export type AfterEvent =
  | "ready"
  | "opened"
  | "closed"
  | "conversationStarted"
  | "queueChanged"
  | "agentConnected"
  | "agentDisconnected"
  | "messageReceived"
  | "messageSent"
  | "unreadChanged"
  | "callRequested"
  | "callOffered"
  | "callStarting"
  | "callStarted"
  | "callEnded"
  | "conversationEnded"
  | "errorHandled";

export function isCallKind(value: unknown): value is CallKind {
  return value === "video" || value === "audio";
}
