import type { WidgetConfig } from "../shared/protocol";
import type { HistoryMessage } from "../wire";
import { readConfig, type Settings } from "./attributes";

/** What page code says of the visitor and of words, beside the element's attributes. */
export class PageSettings {
  readonly #settings: Settings = { metadata: {}, history: [], translations: {} };

  addMetadata(metadata: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(metadata)) {
      this.#settings.metadata[name] = String(value);
    }
  }

  setHistory(messages: HistoryMessage[]): void {
    this.#settings.history = messages.map(({ author, text, at }) => ({ author, text: String(text), at: at ?? new Date().toISOString() }));
  }

  addTranslations(texts: Record<string, string>): void {
    this.#settings.translations = { ...this.#settings.translations, ...texts };
  }

  /** With the attributes as they are now. */
  config(element: Element): WidgetConfig {
    return readConfig(element, this.#settings);
  }
}
