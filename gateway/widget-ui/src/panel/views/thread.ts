import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { App } from "../app";
import type { Item, MessageItem, NoticeItem } from "../log";
import { initials } from "./header";
import { message, outgoing } from "./message";
import { waiting } from "./status";

/** An author's messages closer than this stand together under one time. */
const RUN_MS = 5 * 60_000;
const TYPING_MS = 12_000;

interface Row {
  key: string;
  view: TemplateResult;
}

/** The conversation, oldest first: days, messages, what happened, what is on its way, and who types. */
export function thread(app: App): TemplateResult {
  const { t } = app.words;
  return html`<div class="thread" role="log" aria-live="polite" aria-relevant="additions" aria-label=${t("message.log")} tabindex="0" data-testid="vv-messages">
    ${repeat(
      rows(app),
      (row) => row.key,
      (row) => row.view,
    )}
    ${waiting(app)} ${typing(app)}
  </div>`;
}

function rows(app: App): Row[] {
  const { chat } = app;
  if (!chat) {
    return [];
  }
  const { items } = chat;
  const newestOwn = items.findLast((item) => item.kind === "message" && item.actor.kind === "visitor");
  const result: Row[] = [];
  let day = "";
  let marked = app.unreadFrom === null;
  items.forEach((item, index) => {
    const itemDay = new Date(item.at).toDateString();
    if (itemDay !== day) {
      day = itemDay;
      result.push({ key: `day-${day}`, view: html`<p class="day"><span>${dayText(app, item.at)}</span></p>` });
    }
    if (!marked && item.kind === "message" && item.actor.kind !== "visitor" && item.position > (app.unreadFrom ?? 0)) {
      marked = true;
      result.push({ key: "unread", view: html`<p class="unread" data-testid="vv-unread"><span>${app.words.t("message.new")}</span></p>` });
    }
    if (item.kind === "notice") {
      result.push({ key: `n-${item.position}`, view: notice(app, item) });
    } else {
      const first = !runsOn(items[index - 1], item);
      const last = !runsOn(item, items[index + 1]);
      result.push({ key: `m-${item.id}`, view: message(app, item, first, last, item === newestOwn) });
    }
  });
  for (const item of chat.outgoing.messages) {
    if (!items.some((known) => known.kind === "message" && known.id === item.commandId)) {
      result.push({ key: `m-${item.commandId}`, view: outgoing(app, item) });
    }
  }
  return result;
}

function runsOn(before: Item | undefined, after: Item | undefined): boolean {
  return (
    before?.kind === "message" &&
    after?.kind === "message" &&
    sameAuthor(before, after) &&
    Date.parse(after.at) - Date.parse(before.at) < RUN_MS &&
    new Date(before.at).toDateString() === new Date(after.at).toDateString()
  );
}

function sameAuthor(a: MessageItem, b: MessageItem): boolean {
  return a.actor.kind === b.actor.kind && a.actor.id === b.actor.id;
}

function notice(app: App, item: NoticeItem): TemplateResult {
  return html`<p class="notice" data-testid="vv-notice" data-notice=${item.name}>${noticeText(app, item)}</p>`;
}

function noticeText(app: App, item: NoticeItem): string {
  const { t } = app.words;
  const name = item.values["name"] || t("notice.agent");
  switch (item.name) {
    case "agentJoined":
      return t("notice.agentJoined", { name });
    case "agentLeft":
      return t("notice.agentLeft", { name });
    case "transferring":
      return t("notice.transferring");
    case "callRequested":
      return t(item.values["kind"] === "audio" ? "notice.callRequestedAudio" : "notice.callRequestedVideo");
    case "callDeclined":
      return t("notice.callDeclined");
    case "callWithdrawn":
      return t("notice.callWithdrawn");
    case "callMissed":
      return t("notice.callMissed");
    case "callEnded": {
      const seconds = Number(item.values["seconds"]);
      return seconds > 0 ? t("notice.callEndedLength", { length: lengthText(seconds) }) : t("notice.callEnded");
    }
    case "attachmentRejected":
      return t("notice.attachmentRejected", { name: item.values["name"] || t("notice.file"), reason: item.values["reason"] ?? "" });
    default:
      return t(endedKey(item.values["reason"] ?? ""));
  }
}

function endedKey(reason: string): "ended.agent" | "ended.visitor" | "ended.timeout" | "ended.failed" | "ended.provider" {
  return reason === "agent" || reason === "visitor" || reason === "timeout" || reason === "failed" ? `ended.${reason}` : "ended.provider";
}

function typing(app: App): TemplateResult | typeof nothing {
  const log = app.chat?.log;
  if (!log || log.state !== "active" || Date.now() - log.agentTypingAt > TYPING_MS) {
    return nothing;
  }
  const name = log.agent?.name || app.words.t("notice.agent");
  return html`<div class="message theirs first last" data-testid="vv-typing">
    <span class="avatar small" aria-hidden="true">${initials(name)}</span>
    <div class="content">
      <div class="bubble typing"><span class="hidden">${app.words.t("message.typing", { name })}</span><i></i><i></i><i></i></div>
    </div>
  </div>`;
}

function dayText(app: App, at: string): string {
  const { t, locale } = app.words;
  const day = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) {
    return t("day.today");
  }
  if (day.toDateString() === yesterday.toDateString()) {
    return t("day.yesterday");
  }
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(day);
}

function lengthText(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
