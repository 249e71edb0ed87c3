import { html, nothing, type TemplateResult } from "lit-html";
import type { CallStrings } from "../strings";
import { roundButton } from "./button";

/** Picture in picture (of the video: the document kind is refused inside frames) and full screen, where allowed. */
export function windowButtons(root: HTMLElement, strings: CallStrings, picture: boolean): TemplateResult {
  const full = document.fullscreenElement === root;
  return html`<div class="vc-window">
    ${document.pictureInPictureEnabled && picture ? roundButton({
      testId: "call-pip", icon: "pip", label: strings.pip, pressed: document.pictureInPictureElement !== null,
      click: () => void togglePip(root),
    }) : nothing}
    ${document.fullscreenEnabled ? roundButton({
      testId: "call-fullscreen", icon: full ? "shrink" : "fullscreen", pressed: full,
      label: full ? strings.exitFullscreen : strings.fullscreen, click: () => void toggleFull(root),
    }) : nothing}
  </div>`;
}

async function togglePip(root: HTMLElement): Promise<void> {
  if (document.pictureInPictureElement) return await document.exitPictureInPicture();
  const video = root.querySelector<HTMLVideoElement>('video[data-tile="screen"]')
    ?? root.querySelector<HTMLVideoElement>('video[data-tile="camera"]:not([hidden])');
  await video?.requestPictureInPicture().catch(() => undefined);
}

async function toggleFull(root: HTMLElement): Promise<void> {
  const change = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen();
  await change.catch(() => undefined);
}
