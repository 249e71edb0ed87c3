import { CUSTOMER_NAMES, type VisitorChange, type WidgetConfig } from "../shared/protocol";
import type { HistoryMessage } from "../wire";
import { readConfig, type Settings } from "./attributes";

/** What page code says of the visitor and of words, beside the element's attributes. */
export class PageSettings {
  readonly #settings: Settings = { customer: {}, options: {}, context: {}, history: [], translations: {} };

  /**
   * Takes `customer` and `options`, where they are objects, for what they say; all else is free context. Throws a TypeError where
   * the customer has a name that nobody would read.
   */
  addMetadata(metadata: Record<string, unknown>): VisitorChange {
    const { customer, options, ...context } = metadata;
    const change: VisitorChange = { customer: texts(customer), options: texts(options) };
    const unknown = Object.keys(change.customer).find((name) => !(CUSTOMER_NAMES as readonly string[]).includes(name));
    if (unknown !== undefined) {
      throw new TypeError(`customer.${unknown} is not known here; known are ${CUSTOMER_NAMES.join(", ")}`);
    }
    if (!isObject(customer) && customer !== undefined) context["customer"] = customer;
    if (!isObject(options) && options !== undefined) context["options"] = options;
    Object.assign(this.#settings.customer, change.customer);
    Object.assign(this.#settings.options, change.options);
    for (const [name, value] of Object.entries(context)) {
      this.#settings.context[name] = String(value);
    }
    return change;
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

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is said in it; null and undefined say nothing. */
function texts(value: unknown): Record<string, string> {
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined).map(([name, one]) => [name, String(one).trim()]))
    : {};
}
