import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import type { App } from "../app";

/** A question before something that cannot be undone. The browser's own modal dialog traps the focus and gives it back. */
export function dialog(app: App): TemplateResult | typeof nothing {
  const { t } = app.words;
  if (app.dialog === null) {
    return nothing;
  }
  const asked = app.dialog;
  const inCall = app.calls.joined;
  const [title, text, yes] =
    asked.name === "end"
      ? [t("end.title"), inCall ? `${t("end.body")} ${t("end.bodyCall")}` : t("end.body"), t("end.confirm")]
      : [t("call.confirmTitle"), t(asked.kind === "video" ? "call.confirmVideo" : "call.confirmAudio"), t("call.confirmYes")];
  const confirm = (): void => {
    app.ask(null);
    void (asked.name === "end" ? app.end() : app.calling.request(asked.kind));
  };
  // The browser tells of the end of this question late: another may have been asked meanwhile.
  const over = (): void => {
    if (app.dialog === asked) {
      app.ask(null);
    }
  };
  // Closed first: only then the browser gives the focus back to where it was.
  const leave = (event: Event): void => {
    (event.currentTarget as HTMLElement).closest("dialog")?.close();
    over();
  };
  return html`<dialog
    aria-labelledby="dialog-title"
    data-testid="vv-dialog"
    @cancel=${leave}
    @close=${over}
    @click=${(event: Event) => event.target === event.currentTarget && app.ask(null)}
    ${ref((element) => {
      if (element instanceof HTMLDialogElement && !element.open) {
        queueMicrotask(() => element.isConnected && element.showModal());
      }
    })}
  >
    <h2 id="dialog-title">${title}</h2>
    <p>${text}</p>
    <div class="choices">
      <button type="button" class="secondary" data-testid="vv-cancel" @click=${leave}>${t("dialog.cancel")}</button>
      <button type="button" class=${asked.name === "end" ? "danger" : "primary"} data-testid="vv-confirm" @click=${confirm}>${yes}</button>
    </div>
  </dialog>`;
}
