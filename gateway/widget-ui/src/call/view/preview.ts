import { html, nothing, type TemplateResult } from "lit-html";
import type { LocalMedia } from "../media/local-media";
import type { CallStrings } from "../strings";
import { roundButton } from "./button";
import type { DeviceMenu } from "./device-menu";
import { icon } from "./icons";
import type { LevelBar } from "./level-bar";
import { mediaAdvice } from "./media-advice";
import { source } from "./streams";

export interface PreviewModel {
  strings: CallStrings;
  media: LocalMedia;
  withCamera: boolean;
  title: string;
  /** True until the browser has answered for the devices. */
  asking: boolean;
  busy: boolean;
  menu: DeviceMenu;
  level: LevelBar;
  retry: () => void;
  openWindow: (() => void) | null;
  /** What else is worth knowing before joining. */
  note?: TemplateResult | typeof nothing;
  actions: TemplateResult;
}

/** What has been opened may lie under the buttons of a low window. Scrolls the preview alone: `scrollIntoView` moves what is around it. */
function inSight({ currentTarget }: Event): void {
  const details = currentTarget as HTMLDetailsElement;
  if (details.open) details.closest(".vc-preview")?.scrollTo({ top: details.offsetTop });
}

/** The person's own picture, level and devices, before anyone else sees or hears them. */
export function preview(model: PreviewModel): TemplateResult {
  const { strings, media } = model;
  const picture = media.camera !== null;
  return html`<section class="vc-preview" aria-labelledby="vc-preview-title">
    <h2 id="vc-preview-title" class="vc-title" tabindex="-1">${model.title}</h2>
    <div class="vc-mirror" data-empty=${!picture}>
      <video data-testid="call-preview" class="vc-video is-mirrored" autoplay playsinline .muted=${true}
        .srcObject=${source(media.camera)} ?hidden=${!picture} aria-label=${strings.you}></video>
      ${picture ? nothing : html`<div class="vc-face">${icon(model.withCamera ? "camera" : "microphone", model.withCamera && !model.asking)}
        ${model.withCamera && !model.asking ? html`<span>${media.cameraOn ? strings.noCamera : strings.cameraIsOff}</span>` : nothing}</div>`}
      ${model.level.view(media.microphoneOn ? media.microphone : null, strings.microphone)}
      <div class="vc-mirror-controls">
        ${roundButton({
          testId: "call-preview-mute", icon: "microphone", struck: !media.microphoneOn || !media.microphone,
          label: media.microphoneOn ? strings.mute : strings.unmute, pressed: !media.microphoneOn,
          disabled: !media.microphone && media.microphoneOn, click: () => void media.setMicrophone(!media.microphoneOn),
          ...(media.microphoneOn ? {} : { tone: "danger" as const }),
        })}
        ${model.withCamera ? roundButton({
          testId: "call-preview-camera", icon: "camera", struck: !picture, pressed: !media.cameraOn,
          label: media.cameraOn ? strings.cameraOff : strings.cameraOn, disabled: media.cameraOn && !picture && model.asking,
          click: () => void media.setCamera(!media.cameraOn), ...(media.cameraOn ? {} : { tone: "danger" as const }),
        }) : nothing}
      </div>
    </div>
    ${model.asking
      ? html`<p class="vc-hint" role="status">${model.withCamera ? strings.checkAsking : strings.checkAskingAudio}</p>`
      : html`${mediaAdvice(media, strings, model.retry, model.openWindow)}
        ${media.microphone && media.microphoneOn
          ? html`<p class="vc-hint" data-testid="call-heard">${model.level.heard ? strings.levelHeard : strings.levelSilent}</p>`
          : nothing}`}
    ${model.note ?? nothing}
    <details class="vc-more" @toggle=${inSight}><summary data-testid="call-devices-toggle">${strings.devices}</summary>
      ${model.menu.view(media, model.withCamera)}</details>
    <div class="vc-actions is-main">${model.actions}</div>
  </section>`;
}
