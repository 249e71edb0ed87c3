import { html, nothing, type TemplateResult } from "lit-html";
import type { Call } from "../call";
import { canShareScreen } from "../media/screen";
import { roundButton } from "./button";
import type { DeviceMenu } from "./device-menu";
import { icon } from "./icons";

export interface ControlsModel {
  call: Call;
  menu: DeviceMenu;
  menuOpen: boolean;
  toggleMenu: () => void;
  share: () => void;
}

/** The bar under the pictures. Every switch says its state in words as well. */
export function controls({ call, menu, menuOpen, toggleMenu, share }: ControlsModel): TemplateResult {
  const { strings, media } = call;
  const speaking = media.microphoneOn && media.microphone !== null;
  const camera = media.camera !== null;
  return html`<div class="vc-controls" role="toolbar" aria-label=${strings.settings}>
    ${roundButton({
      testId: "call-mute", icon: "microphone", struck: !speaking, pressed: !media.microphoneOn, shortcut: "m",
      label: speaking ? strings.mute : strings.unmute, click: () => void media.setMicrophone(!speaking),
      ...(speaking ? {} : { tone: "danger" as const }),
    })}
    ${roundButton({
      testId: "call-camera", icon: "camera", struck: !camera, pressed: !camera, shortcut: "v",
      label: camera ? strings.cameraOff : strings.cameraOn, click: () => void media.setCamera(!camera),
      ...(camera || call.options.kind === "audio" ? {} : { tone: "danger" as const }),
    })}
    ${canShareScreen() ? roundButton({
      testId: "call-share", icon: "screen", pressed: media.screen !== null,
      label: media.screen ? strings.stopShare : strings.share, click: share,
      ...(media.screen ? { tone: "active" as const } : {}),
    }) : nothing}
    ${roundButton({ testId: "call-settings", icon: "settings", label: strings.settings, expanded: menuOpen, click: toggleMenu })}
    ${roundButton({
      testId: "call-hangup", icon: "hangup", tone: "danger", click: () => void call.hangUp(),
      label: call.role === "agent" ? strings.hangupAll : strings.hangup,
    })}
    ${menuOpen ? html`<div class="vc-menu" role="dialog" aria-label=${strings.settings} data-testid="call-menu">
      <button type="button" class="vc-menu-close" aria-label=${strings.close} @click=${toggleMenu}>${icon("close")}</button>
      ${menu.view(media, true)}
      ${call.role === "agent" ? html`<button type="button" class="vc-text-button" data-testid="call-leave"
        @click=${() => void call.leave()}>${strings.leaveOnly}</button>` : nothing}
    </div>` : nothing}
  </div>`;
}
