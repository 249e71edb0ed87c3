import { EN, type TextKey, type Texts } from "./texts/en";

export type { TextKey } from "./texts/en";

/** The languages built in beside English, each fetched when a visitor needs it. */
const LANGUAGES: Record<string, () => Promise<{ default: Partial<Texts> }>> = {
  de: () => import("./texts/de"),
  el: () => import("./texts/el"),
  es: () => import("./texts/es"),
  fr: () => import("./texts/fr"),
};

/** The panel's words: the page's own before the application's, before the language's, before English. */
export class Wording {
  #language: Partial<Texts> = {};
  #loaded = "en";
  #over: Record<string, string> = {};
  locale = "en";

  async use(locale: string, application: Record<string, string>, page: Record<string, string>): Promise<void> {
    this.locale = regional(validLocale(locale));
    this.#over = { ...application, ...page };
    const language = this.locale.split("-")[0] ?? "en";
    if (language !== this.#loaded) {
      this.#loaded = language;
      const load = LANGUAGES[language];
      this.#language = load ? await load().then((module) => module.default, () => ({})) : {};
    }
  }

  /** The panel's name: what the owner calls it, else the application's name. */
  title(name: string): string {
    return this.#over["title"] ?? name;
  }

  readonly t = (key: TextKey, values: Record<string, string | number> = {}): string => {
    const text = this.#over[key] ?? this.#language[key] ?? EN[key];
    return text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
  };
}

/** What the launcher on the page says, in the panel's language. */
export function launcherLabels({ t }: Wording): Record<"open" | "close" | "unread" | "panel" | "call", string> {
  return {
    open: t("launcher.open"),
    close: t("launcher.close"),
    unread: t("launcher.unread"),
    panel: t("launcher.panel"),
    call: t("launcher.call"),
  };
}

/** A page in "en" is read in Britain, too: dates and numbers are written as the visitor's own browser writes that language. */
function regional(locale: string): string {
  return navigator.languages.find((own) => own.startsWith(`${locale}-`)) ?? locale;
}

function validLocale(locale: string): string {
  try {
    return new Intl.Locale(locale.replace("_", "-")).toString();
  } catch {
    return "en";
  }
}
