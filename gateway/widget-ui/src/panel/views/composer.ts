import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { App } from "../app";
import { sizeText, type Upload } from "../uploads";
import { isVisible } from "../visible";
import { icon } from "./icons";

export function composer(app: App): TemplateResult | typeof nothing {
  const { t } = app.words;
  const { chat } = app;
  if (!chat || !app.canWrite || !app.config.activeWidgets.includes("chat")) {
    return nothing;
  }
  const { limits } = chat.kept;
  const over = app.draft.length - limits.textLength;
  const files = chat.picked.list;
  const uploading = files.some(({ attachment, refusal, failure }) => !attachment && !refusal && !failure);
  const ready = isVisible(app.draft) || chat.picked.ready.length > 0;
  const canAttach = chat.kept.capabilities.attachmentsOut !== "none" && limits.attachmentsPerMessage > 0;
  const sendNow = (): void => {
    if (ready && over <= 0 && !uploading) {
      void app.send();
    }
  };
  return html`<form
    class="composer"
    @submit=${(event: Event) => {
      event.preventDefault();
      sendNow();
    }}
  >
    ${files.length > 0 ? html`<ul class="uploads">${files.map((entry) => uploadChip(app, entry))}</ul>` : nothing}
    ${over > 0 ? html`<p class="field-fault" role="alert">${t("composer.tooLong", { count: over })}</p>` : nothing}
    <div class="line">
      ${canAttach ? attachButton(app) : nothing}
      <textarea
        rows="1"
        data-testid="vv-input"
        aria-label=${t("composer.placeholder")}
        aria-describedby=${chat.log.state === "ended" ? "reopens" : nothing}
        placeholder=${t("composer.placeholder")}
        .value=${live(app.draft)}
        @input=${(event: InputEvent) => app.setDraft((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            sendNow();
          }
        }}
        @paste=${(event: ClipboardEvent) => {
          const pasted = [...(event.clipboardData?.files ?? [])];
          if (canAttach && pasted.length > 0) {
            event.preventDefault();
            chat.picked.add(pasted);
          }
        }}
      ></textarea>
      <button
        type="submit"
        class="send"
        data-testid="vv-send"
        aria-label=${t("composer.send")}
        title=${t("composer.send")}
        ?disabled=${!ready || over > 0 || uploading}
      >
        ${icon("send")}
      </button>
    </div>
  </form>`;
}

function attachButton(app: App): TemplateResult {
  const { t } = app.words;
  const types = app.chat?.kept.limits.attachmentTypes ?? [];
  return html`<button
      type="button"
      class="tool"
      data-testid="vv-attach"
      aria-label=${t("composer.attach")}
      title=${t("composer.attach")}
      @click=${(event: Event) => (event.currentTarget as HTMLElement).parentElement?.querySelector("input")?.click()}
    >
      ${icon("attach")}
    </button>
    <input
      type="file"
      multiple
      hidden
      data-testid="vv-file-input"
      accept=${types.length > 0 ? types.join(",") : nothing}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        app.chat?.picked.add([...(input.files ?? [])]);
        input.value = "";
      }}
    />`;
}

function uploadChip(app: App, entry: Upload): TemplateResult {
  const { t, locale } = app.words;
  const { name, size } = entry;
  const preview = previewOf(app, entry);
  const bad = entry.refusal !== null || entry.failure !== null;
  const percent = Math.round(entry.progress * 100);
  return html`<li class="upload ${bad ? "bad" : ""}" data-testid="vv-upload" data-state=${bad ? "bad" : entry.attachment ? "ready" : "uploading"}>
    ${preview ? html`<img src=${preview} alt="" />` : html`<span class="file-icon">${icon("file")}</span>`}
    <span class="file-text">
      <span class="file-name">${name}</span>
      <span class="file-detail" role=${bad ? "alert" : nothing}>${bad ? refusalText(app, entry) : size === null ? nothing : sizeText(size, locale)}</span>
      ${entry.attachment || bad
        ? nothing
        : html`<progress max="100" .value=${percent} aria-label=${t("composer.uploading", { name, percent })}></progress>`}
    </span>
    ${entry.failure
      ? html`<button type="button" class="link" @click=${() => app.chat?.picked.again(entry.id)}>${t("message.retry")}</button>`
      : nothing}
    <button type="button" class="tool tiny" aria-label=${t("composer.remove", { name })} @click=${() => app.chat?.picked.remove(entry.id)}>
      ${icon("remove")}
    </button>
  </li>`;
}

/** After a reload the gateway has the picture, and the page no longer. */
function previewOf({ chat }: App, { file, attachment, preview }: Upload): string | null {
  if (file !== null || attachment === null || !chat) {
    return preview;
  }
  chat.files.preview(attachment);
  return chat.files.view(attachment.attachmentId).url;
}

function refusalText(app: App, entry: Upload): string {
  const { t, locale } = app.words;
  const limits = app.chat?.kept.limits;
  switch (entry.refusal) {
    case "tooLarge":
      return t("file.tooLarge", { size: sizeText(limits?.attachmentBytes ?? 0, locale) });
    case "wrongType":
      return t("file.wrongType");
    case "tooMany":
      return t("file.tooMany", { count: limits?.attachmentsPerMessage ?? 0 });
    case "empty":
      return t("file.empty");
    case "cutOff":
      return t("file.cutOff");
    case null:
      return `${t("file.uploadFailed")}${entry.failure ? ` · ${entry.failure}` : ""}`;
  }
}
