import { html, nothing, type TemplateResult } from "lit-html";
import type { Attachment } from "../../wire";
import type { App } from "../app";
import { Files } from "../files";
import type { MessageItem } from "../log";
import type { OutgoingMessage } from "../outgoing";
import type { TextKey } from "../texts/en";
import { linkParts } from "../links";
import { sizeText } from "../uploads";
import { card } from "./card";
import { icon } from "./icons";
import { initials } from "./header";

/** A message of the log. `last` is the last of a run by one author: it carries the time and the picture. */
export function message(app: App, item: MessageItem, first: boolean, last: boolean, newestOwn: boolean): TemplateResult {
  const { t } = app.words;
  const own = item.actor.kind === "visitor";
  const author = own ? t("message.you") : item.actor.kind === "bot" ? item.actor.name || t("message.bot") : item.actor.name || t("notice.agent");
  return html`<div class="message ${own ? "own" : "theirs"} ${first ? "first" : ""} ${last ? "last" : ""}" data-testid="vv-message" data-id=${item.id} data-author=${item.actor.kind} data-state=${item.state}>
    ${own ? nothing : html`<span class="avatar small" aria-hidden="true">${last ? initials(author) : ""}</span>`}
    <div class="content">
      ${first && !own ? html`<span class="author">${author}</span>` : html`<span class="hidden">${author}:</span>`}
      ${item.text ? html`<div class="bubble">${body(item.text)}</div>` : nothing}
      ${card(app, item)} ${item.attachments.map((file) => attachment(app, file))}
      ${last || item.state === "failed" || item.reason ? foot(app, item, own, newestOwn) : nothing}
    </div>
  </div>`;
}

/** A message of the visitor's that the log does not show yet. */
export function outgoing(app: App, item: OutgoingMessage): TemplateResult {
  const { t } = app.words;
  return html`<div class="message own first last" data-testid="vv-message" data-id=${item.commandId} data-author="visitor" data-state=${item.state}>
    <div class="content">
      <span class="hidden">${t("message.you")}:</span>
      ${item.text ? html`<div class="bubble">${body(item.text)}</div>` : nothing}
      ${item.attachments.map((file) => attachment(app, file))}
      ${item.state === "failed"
        ? html`<p class="foot failed" role="alert">
            ${icon("alert")}<span>${t("message.failed")}${item.reason ? html` · ${item.reason}` : nothing}</span>
            <button type="button" class="link" data-testid="vv-retry" @click=${() => app.chat?.outgoing.retry(item.commandId)}>${t("message.retry")}</button>
            <button type="button" class="link" data-testid="vv-discard" @click=${() => app.chat?.outgoing.remove(item.commandId)}>${t("message.discard")}</button>
          </p>`
        : html`<p class="foot">${t(item.state === "waiting" ? "message.waiting" : "message.sending")}</p>`}
    </div>
  </div>`;
}

/** A failed answer to a card has no button here: the card takes it once more, with what was filled in. */
function foot(app: App, item: MessageItem, own: boolean, newestOwn: boolean): TemplateResult {
  const { t } = app.words;
  if (item.state === "failed") {
    return html`<p class="foot failed" role="alert">
      ${icon("alert")}<span>${t(item.reason === "uncertain" ? "message.uncertain" : "message.failed")}</span>
      ${app.canWrite && item.replyTo === ""
        ? html`<button type="button" class="link" data-testid="vv-retry" @click=${() => app.chat?.resend(item)}>${t("message.retry")}</button>`
        : nothing}
    </p>`;
  }
  const kept = item.state === "sent" && app.chat?.log.unavailable;
  const state: TextKey = kept ? "message.kept" : `message.${item.state}`;
  return html`<p class="foot">
    ${own && item.reason ? html`<span class="warn">${t("message.shortfall", { reason: item.reason })}</span> · ` : nothing}
    ${own && newestOwn && !item.reason ? html`${t(state)} · ` : nothing}
    <time datetime=${item.at}>${timeText(item.at, app.words.locale)}</time>
  </p>`;
}

/** Text only, ever: lit puts it into text nodes, and only addresses we recognise become links. */
function body(text: string): unknown {
  return linkParts(text).map((part) =>
    part.href === null ? part.text : html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`,
  );
}

function attachment(app: App, file: Attachment): TemplateResult {
  const { t, locale } = app.words;
  const view = app.chat?.files.view(file.attachmentId) ?? { state: "idle", url: null };
  const picture = Files.isPicture(file);
  app.chat?.files.preview(file);
  const open = (): void => void app.chat?.files.download(file);
  if (picture && view.url) {
    return html`<button type="button" class="picture" data-testid="vv-file" aria-label=${t("file.download", { name: file.name })} @click=${open}>
      <img src=${view.url} alt=${file.name} @load=${() => app.scroll.grown()} />
    </button>`;
  }
  const size = file.size === undefined ? "" : sizeText(file.size, locale);
  const detail = view.state === "loading" ? t("file.loading") : view.state === "failed" ? t("file.failed") : size;
  const label = [t("file.download", { name: file.name }), detail].filter(Boolean).join(", ");
  return html`<button type="button" class="file ${view.state}" data-testid="vv-file" aria-label=${label} @click=${open}>
    <span class="file-icon">${icon("file")}</span>
    <span class="file-text"><span class="file-name">${file.name}</span><span class="file-detail">${detail}</span></span>
    ${icon("download")}
  </button>`;
}

export function timeText(at: string, locale: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? "" : new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(time);
}
