import type { ColourScheme, RegistrationType, VisitorChange, WidgetConfig } from "../shared/protocol";

/** What page code has set by method, beside the attributes. */
export interface Settings extends VisitorChange {
  context: Record<string, string>;
  history: WidgetConfig["history"];
  translations: Record<string, string>;
}

/** Attributes with a meaning of their own; every other one is offered to the chat mode as an option. */
const KNOWN = new Set([
  "application-id",
  "chat-mode",
  "customer-subject",
  "customer-email",
  "customer-display-name",
  "customer-phone",
  "customer-avatar-url",
  "locale",
  "active-widgets",
  "registration-type",
  "confirm-call",
  "close-hidden",
  "kiosk-mode",
  "dark-mode",
  "color-primary",
  "position-horizontal",
  "handover-token",
  "id",
  "class",
  "style",
  "slot",
  "hidden",
  "lang",
  "dir",
  "title",
  "role",
]);

export function readConfig(element: Element, settings: Settings): WidgetConfig {
  const text = (name: string): string => element.getAttribute(name)?.trim() ?? "";
  const options: Record<string, string> = {};
  const context: Record<string, string> = {};
  for (const { name, value } of Array.from(element.attributes)) {
    if (name.startsWith("context-")) {
      context[name.slice("context-".length)] = value;
    } else if (!KNOWN.has(name) && !/^(data|aria|on)-?/.test(name)) {
      options[name] = value.trim();
    }
  }
  return {
    applicationId: text("application-id"),
    chatMode: text("chat-mode"),
    options: { ...options, ...settings.options },
    subject: text("customer-subject"),
    customer: {
      email: text("customer-email"),
      name: text("customer-display-name"),
      phone: text("customer-phone"),
      language: "",
      avatarUrl: text("customer-avatar-url"),
      ...settings.customer,
    },
    locale: text("locale") || document.documentElement.lang || navigator.language || "en",
    activeWidgets: (text("active-widgets") || "chat,video,audio").split(/[\s,]+/).filter(Boolean),
    registrationType: registrationType(text("registration-type")),
    confirmCall: flag(element, "confirm-call"),
    closeHidden: flag(element, "close-hidden"),
    kiosk: flag(element, "kiosk-mode"),
    scheme: scheme(element),
    primary: text("color-primary"),
    context: { ...context, ...settings.context },
    history: settings.history,
    translations: settings.translations,
  };
}

export function isLeft(element: Element): boolean {
  return element.getAttribute("position-horizontal")?.trim() === "left";
}

function registrationType(value: string): RegistrationType {
  return value === "name" || value === "nameEmailSubject" ? value : "none";
}

function scheme(element: Element): ColourScheme {
  const value = element.getAttribute("dark-mode")?.trim().toLowerCase();
  if (value === "auto" || value === "system") {
    return "auto";
  }
  return flag(element, "dark-mode") ? "dark" : "light";
}

/** Present means yes, as with HTML's own; "false" means no, as auvious integrations write it. */
function flag(element: Element, name: string): boolean {
  const value = element.getAttribute(name);
  return value !== null && value.trim().toLowerCase() !== "false";
}
