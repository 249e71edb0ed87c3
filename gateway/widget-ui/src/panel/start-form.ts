import type { StartOptions } from "../shared/protocol";
import type { CallKind } from "../wire";
import type { App } from "./app";
import { EMPTY_FORM, faultsOf, type FormState, onShow, refusedFields, valuesIn } from "./form-state";
import { reasonOf } from "./http";
import type { KeptStart, Person } from "./keep";
import { type Field, type FieldName, missingFields, startRequest } from "./registration";
import { startConversation } from "./start";

/** What stands before a chat: who the visitor is and what it is about, and the start itself. */
export class StartForm {
  state: FormState = EMPTY_FORM;
  /** What the page has said in starting; it holds for a field that is not asked, too. */
  #told: StartOptions = {};

  #waiting: (() => void)[] = [];

  constructor(private readonly app: App) {}

  /** Once the start under way has its answer, whichever; at once where none is. */
  answered(): Promise<void> {
    return this.state.busy ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  get fields(): Field[] {
    const { config, mode } = this.app;
    return mode ? missingFields(config, mode) : [];
  }

  /** As it stood before a reload; else who has written here before in this tab is known still. */
  open(): void {
    const { form, person } = this.app.keep.tab;
    this.state = { ...EMPTY_FORM, values: valuesIn(form) ?? person };
    this.#told = {};
  }

  /** For the next chat: the same person, about something else. A kiosk has somebody else before it. */
  again(): void {
    this.app.keep.changeTab(this.app.config.kiosk ? { form: null, person: {} } : { form: null });
    this.open();
  }

  /** Kept at once for a reload, but not in a kiosk: whoever leaves it half-way leaves nothing to the next visitor. */
  setField(name: FieldName, value: string): void {
    const { [name]: _, ...faults } = this.state.faults;
    const values = { ...this.state.values, [name]: value };
    if (!this.app.config.kiosk) {
      this.app.keep.changeTab({ form: valuesIn(values) });
    }
    this.#change({ values, faults });
  }

  /** Checks the form and starts; true when a conversation has begun. */
  async submit(options: StartOptions = {}, call: CallKind | null = null): Promise<boolean> {
    const { app } = this;
    if (!app.mode || this.state.busy || app.screen !== "form") {
      return false;
    }
    this.#told = { ...this.#told, ...options };
    const values = { ...this.state.values, ...options };
    const faults = faultsOf(this.fields, values);
    this.#change({ values, faults, failure: null });
    if (Object.keys(faults).length > 0) {
      return false;
    }
    const said = { ...app.keep.tab.person, ...this.#told, ...onShow(this.fields, values) };
    const start = startRequest(app.config, app.mode, said);
    // Before the page is asked: a second click meanwhile would be a second chat.
    this.#change({ busy: true });
    if (!(await app.host.permits("beforeStart", { chatMode: start.request.chatMode, subject: start.request.subject ?? "" }))) {
      this.#change({ busy: false });
      this.#tellWaiting();
      return false;
    }
    const started = await this.start(start);
    if (started && call) {
      await app.calling.request(call);
    }
    return started;
  }

  /** Sends a start, or goes on with one that a reload interrupted. */
  async start(start: KeptStart): Promise<boolean> {
    const { app } = this;
    this.#change({ busy: true, unreachable: false, failure: null });
    try {
      const kept = await startConversation(app.keep, start, (unreachable) => this.#change({ unreachable }));
      app.keep.changeTab({ person: personOf(start) });
      this.open();
      app.began(kept);
      return true;
    } catch (failure) {
      const faults = refusedFields(this.fields, failure);
      const shown = Object.keys(faults).length > 0;
      app.host.tell("errorHandled", { during: "start", message: reasonOf(failure) });
      this.#change({ busy: false, unreachable: false, faults, failure: shown ? null : reasonOf(failure) });
      return false;
    } finally {
      this.#tellWaiting();
    }
  }

  #tellWaiting(): void {
    this.#waiting.splice(0).forEach((tell) => tell());
  }

  #change(change: Partial<FormState>): void {
    this.state = { ...this.state, ...change };
    this.app.changed();
  }
}

function personOf({ request: { customer } }: KeptStart): Person {
  const { name, email, phone } = customer;
  return { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) };
}
